import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { relative } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fakeGithub, repository, runStep } from "./github-of-test.ts";
import { type Step, workflows } from "./workflow-files.ts";

/** A copy of the project: these steps write into stack files. */
let project = "";
const notCopied = ["node_modules", ".git", ".cache", ".sandbox", "test", "test-artefacts", "docs"];

beforeAll(() => {
    project = mkdtempSync(`${tmpdir()}/project-`);
    const isCopied = (path: string) => !notCopied.includes(relative(repository, path));
    cpSync(repository, project, { recursive: true, filter: isCopied });
    symlinkSync(`${repository}/node_modules`, `${project}/node_modules`);
    const file = `${project}/Pulumi.dev.yaml`;
    const soon = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
    writeFileSync(file, readFileSync(file, "utf8").replace(/ends: "[\d-]+"/, `ends: "${soon}"`));
    const prod = `${project}/Pulumi.prod.yaml`;
    const later = new Date(Date.now() + 170 * 86_400_000).toISOString().slice(0, 10);
    const today = new Date().toISOString().slice(0, 10);
    const lasting = readFileSync(prod, "utf8").replaceAll(/issued: "[\d-]+"/g, `issued: "${today}"`);
    writeFileSync(prod, lasting.replaceAll(/ends: "[\d-]+"/g, `ends: "${later}"`));
});

afterAll(() => rmSync(project, { recursive: true }));

function scriptSteps(job: string): Step[] {
    return (workflows["rotation.yml"]?.jobs[job]?.steps ?? []).filter(({ run }) => run !== undefined);
}

describe("the weekly rotation, with the project's own commands", () => {
    it("finds the stack whose secret ends soon, and proposes the change that the command writes", async () => {
        const [check] = scriptSteps("due");
        const due = await runStep(check?.run ?? "", { cwd: project });

        expect([due.exitCode, due.outputs]).toEqual([0, { stacks: '["dev"]' }]);
        expect(due.summary).toBe("- dev: ends soon\n- prod: fine\n\n");

        const api = "/repos/acme/identity";
        const github = await fakeGithub({
            [`GET ${api}/git/commits/c0ffee`]: { tree: { sha: "tree-of-main" } },
            [`POST ${api}/git/trees`]: { sha: "tree-of-rotation" },
            [`POST ${api}/git/commits`]: { sha: "commit-of-rotation" },
            [`GET ${api}/git/matching-refs/heads/rotation/dev`]: [],
            [`POST ${api}/git/refs`]: {},
            [`GET ${api}/pulls`]: [],
            [`POST ${api}/pulls`]: { number: 8 },
        });
        const env = { STACK: "dev", GITHUB_API_URL: github.url };
        for (const { run } of scriptSteps("propose")) {
            const { exitCode, printed } = await runStep(run ?? "", { cwd: project, env });
            expect(exitCode, printed).toBe(0);
        }

        const content = readFileSync(`${project}/Pulumi.dev.yaml`, "utf8");
        expect(content).toContain("active: b");
        expect(github.changes()[0]?.body).toMatchObject({ tree: [{ path: "Pulumi.dev.yaml", content }] });
        expect(github.changes().at(-1)?.body).toMatchObject({ head: "rotation/dev", base: "main" });
    }, 60_000);

    it("fails, and proposes nothing, where a stack file cannot be read", async () => {
        const file = `${project}/Pulumi.broken.yaml`;
        writeFileSync(file, "config: [");
        try {
            const [check] = scriptSteps("due");
            const due = await runStep(check?.run ?? "", { cwd: project });

            expect(due.exitCode).toBe(1);
            expect(due.printed).toContain("::error::the secrets of broken could not be checked");
            expect(JSON.parse(due.outputs["stacks"] ?? "")).not.toContain("broken");
        } finally {
            rmSync(file);
        }
    }, 60_000);
});
