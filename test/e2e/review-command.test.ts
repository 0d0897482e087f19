import {
    cpSync,
    mkdtempSync,
    readdirSync,
    readFileSync,
    realpathSync,
    rmSync,
    symlinkSync,
    writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { reportMarker } from "../../review/markdown/markdown.ts";
import { type Report, reportSchema } from "../../review/report.ts";
import { repositoryAt, type TestRepository } from "../cli/review/repository.ts";
import { commandsOfTests } from "./commands.ts";
import { repository } from "./rehearsed.ts";

const commands = commandsOfTests("review-command");

/** What the commands and the programs of a project are made of. */
const parts = [
    ...["catalogue", "infra", "stacks", "policies", "sandbox", "proof", "clouds", "engine", "review", "cli"],
    ...["Pulumi.yaml", "Pulumi.dev.yaml", "Pulumi.prod.yaml", "package.json"],
];

describe("npm run review", () => {
    let folder: string;
    let project: TestRepository;

    beforeAll(() => {
        // In a workflow of our own the commands would speak to its runner.
        for (const name of ["GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "GITHUB_BASE_REF"]) vi.stubEnv(name, undefined);
        folder = realpathSync(mkdtempSync(`${tmpdir()}/reviewed-`));
        for (const part of parts) cpSync(`${repository}/${part}`, `${folder}/${part}`, { recursive: true });
        symlinkSync(`${repository}/node_modules`, `${folder}/node_modules`);
        project = repositoryAt(folder);
        project.write({ ".git/info/exclude": "node_modules\n" });
        project.commit({});
    });
    beforeEach(() => {
        project.git("checkout", "--quiet", "--", ".");
    });
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    const edit = (name: string, change: (text: string) => string) => {
        const text = readFileSync(`${folder}/${name}`, "utf8");
        expect(change(text)).not.toBe(text);
        writeFileSync(`${folder}/${name}`, change(text));
    };
    const review = (...options: string[]) => commands.run(`${folder}/cli/review.ts`, ...options);
    const reportIn = (out: string): Report =>
        reportSchema.parse(JSON.parse(readFileSync(`${out}/report.json`, "utf8")));

    let fingerprint: string;

    it("previews the work tree over the last commit, with no account, and tells the same in every form", async () => {
        edit("Pulumi.dev.yaml", (text) => text.replace("Calendars.Read,", "Calendars.Read, Files.Read,"));
        const status = project.git("status", "--porcelain");
        const out = `${commands.folder()}/out`;
        const made = review("--stack", "dev", "--out", out);

        expect(await made.exited, made.printed()).toBe(0);
        expect(made.err()).toMatch(
            /^Review of dev in a sandbox of its own, which ends with it: over HEAD \([0-9a-f]{8}\), from which the work tree differs\.\n$/,
        );
        const report = reportIn(out);
        expect(report).toMatchObject({ version: 1, world: "sandbox" });
        const [dev] = report.stacks;
        expect(dev).toMatchObject({
            stack: "dev",
            operation: "update",
            outcome: "foreseen",
            errors: [],
            unreadable: [],
        });
        expect(dev?.changes.map(({ operation, kind }) => `${operation} ${kind}`).sort()).toEqual([
            "update app registration",
            "update connection",
        ]);
        fingerprint = Object.values(dev?.fingerprint ?? {}).join(".");
        expect(readdirSync(out).sort()).toEqual(["comment.md", "report.json", "report.md"]);
        for (const name of ["comment.md", "report.md"]) {
            const text = readFileSync(`${out}/${name}`, "utf8");
            expect(text.startsWith(reportMarker)).toBe(true);
            expect(text).toContain(fingerprint);
            expect(text).toContain("Files.Read");
        }
        expect(made.out()).toContain(`--check ${fingerprint}`);
        expect(project.git("status", "--porcelain")).toBe(status);
    });

    it("gives the same fingerprint in another sandbox, which makes up other ids", async () => {
        edit("Pulumi.dev.yaml", (text) => text.replace("Calendars.Read,", "Calendars.Read, Files.Read,"));
        const again = review("--stack", "dev", "--check", fingerprint);

        expect(await again.exited, again.printed()).toBe(0);
        expect(again.err()).toContain(`dev is as reviewed: plan, state and settings are those of ${fingerprint}.\n`);
    });

    it("ends with 1 and no fingerprint where the work tree's settings are wrong", async () => {
        edit("Pulumi.dev.yaml", (text) => text.replace("Calendars.Read,", "Calendar.Read,"));
        const wrong = review("--stack", "dev", "--json");

        expect(await wrong.exited).toBe(1);
        const [dev] = reportSchema.parse(JSON.parse(wrong.out())).stacks;
        expect(dev?.outcome).toBe("failed");
        expect(dev).not.toHaveProperty("fingerprint");
        expect(dev?.errors.join("\n")).toContain("connections.microsoft.scopes[5]");
    });

    it.each([
        [["--stack", "stagin"], 'There is no stack "stagin": no file Pulumi.stagin.yaml. Stacks here: dev, prod.\n'],
        [
            ["--stack", "dev", "--check", "abc"],
            '--check "abc" is no fingerprint. The report ends with the one to give: three short hashes with dots between, for plan, state and settings.\n',
        ],
        [
            ["--stack", "dev", "--base", "nowhere"],
            "--base nowhere is no commit of this repository. Get it first:  git fetch origin nowhere\nOr name another: a branch, a tag, a hash.\n",
        ],
    ])("says what is wrong with %j", async (options, message) => {
        const made = review(...options);

        expect(await made.exited).toBe(1);
        expect(made.err()).toBe(message);
    });

    it("--help says what the exit codes are", async () => {
        const help = review("--help");

        expect(await help.exited).toBe(0);
        expect(help.out()).toContain("2  --check: plan, state or settings are not those that were reviewed");
    });
});
