import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import {
    cpSync,
    lstatSync,
    mkdirSync,
    mkdtempSync,
    readdirSync,
    readFileSync,
    realpathSync,
    rmSync,
    symlinkSync,
    writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it, vi } from "vitest";
import { type Report, reportSchema } from "../../review/report.ts";
import { repository } from "./rehearsed.ts";

const parts = [
    ...["catalogue", "infra", "stacks", "policies", "sandbox", "proof", "clouds", "engine", "review", "operate", "cli"],
    ...["Pulumi.yaml", "Pulumi.dev.yaml", "package.json"],
];

interface Ended {
    readonly code: number;
    readonly out: string;
    readonly err: string;
}

/** One sandbox for all: what is deployed in it lasts from review to check, as at the vendors. */
describe("npm run review -- --check, while a sandbox runs", () => {
    let folder: string;
    let environment: Record<string, string>;
    let sandbox: ReturnType<typeof spawn>;
    const original = readFileSync(`${repository}/Pulumi.dev.yaml`, "utf8");

    beforeAll(async () => {
        // In a workflow of our own the commands would speak to its runner.
        for (const name of ["GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "GITHUB_BASE_REF"]) vi.stubEnv(name, undefined);
        folder = realpathSync(mkdtempSync(`${tmpdir()}/checked-`));
        mkdirSync(`${folder}/project`);
        for (const part of parts) cpSync(`${repository}/${part}`, `${folder}/project/${part}`, { recursive: true });
        symlinkSync(`${repository}/node_modules`, `${folder}/project/node_modules`);
        sandbox = run("cli/sandbox.ts", "--providers", "stand-in");
        await says(sandbox, "Up until Ctrl-C.");
        const { origin, token } = JSON.parse(readFileSync(`${folder}/sandbox/run.json`, "utf8"));
        const answer = await fetch(`${origin}/control/environment`, { headers: { authorization: `Bearer ${token}` } });
        ({ environment } = (await answer.json()) as { environment: Record<string, string> });
    });
    beforeEach(() => {
        rmSync(`${folder}/project/stacks/policies.json`, { force: true });
        writeFileSync(`${folder}/project/Pulumi.dev.yaml`, original);
    });
    afterAll(async () => {
        sandbox.kill("SIGTERM");
        await once(sandbox, "close");
        rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    });

    const run = (entry: string, ...options: string[]) =>
        spawn(process.execPath, ["--no-warnings", `${folder}/project/${entry}`, ...options], {
            env: {
                ...process.env,
                PATH: `${dirname(inject("engine"))}${delimiter}${process.env["PATH"]}`,
                MICROSOFT_CONNECTION_SANDBOX: `${folder}/sandbox`,
            },
            stdio: ["ignore", "pipe", "pipe"],
        });
    const review = async (...options: string[]) => ended(run("cli/review.ts", "--stack", "dev", ...options));
    const reviewed = async (...options: string[]) => {
        const { code, err, out } = await review("--json", ...options);
        const { stacks, world }: Report = reportSchema.parse(JSON.parse(out));
        const [stack] = stacks;
        if (stack === undefined) throw new Error(err);
        return { code, err, world, stack, fingerprint: Object.values(stack.fingerprint ?? {}).join(".") };
    };
    const pulumi = (...options: string[]) => {
        const { status, stderr, stdout } = spawnSync("pulumi", [...options, "--stack", "dev", "--non-interactive"], {
            cwd: `${folder}/sandbox/work`,
            env: environment,
            encoding: "utf8",
        });
        expect(status, stderr).toBe(0);
        return stdout;
    };

    let fingerprint: string;

    it("starts from what is deployed there", async () => {
        const { code, err, stack, world, ...made } = await reviewed();
        fingerprint = made.fingerprint;

        expect({ code, world, outcome: stack.outcome, changes: stack.changes }).toEqual({
            code: 0,
            world: "sandbox",
            outcome: "foreseen",
            changes: [],
        });
        expect(err).toBe(
            `Review of dev in the running sandbox (process ${sandbox.pid}), over what is deployed there.\n`,
        );
    });

    it("holds while nothing moved", async () => {
        const { code, err } = await review("--check", fingerprint);

        expect(code, err).toBe(0);
        expect(err).toContain(`dev is as reviewed: plan, state and settings are those of ${fingerprint}.\n`);
    });

    it("names the settings where they moved, and the next command", async () => {
        writeFileSync(`${folder}/project/stacks/policies.json`, "{}\n");
        const { code, err } = await review("--check", fingerprint);

        expect(code, err).toBe(2);
        expect(err).toContain(
            [
                "dev is not as reviewed: settings moved.",
                "  settings  Pulumi.dev.yaml, the defaults in Pulumi.yaml or stacks/policies.json are not those of the review",
                "Review again, and approve that:  npm run review -- --stack dev\n",
            ].join("\n"),
        );
    });

    it("names the plan where the program moved", async () => {
        const program = `${folder}/project/infra/app-registration.ts`;
        const text = readFileSync(program, "utf8");
        expect(text).toContain("is changed back.");
        writeFileSync(program, text.replace("is changed back.", "is put back."));
        const { code, err } = await review("--check", fingerprint);
        writeFileSync(program, text);

        expect(code, err).toBe(2);
        expect(err).toContain("dev is not as reviewed: plan moved.\n");
    });

    it("cannot be where the preview fails: 1, no fingerprint, and why", async () => {
        const edited = original.replace(
            "acme-dev.eu.auth0.com",
            "acme-dev.eu.auth0.com\n    customDomain: login.nowhere.example",
        );
        writeFileSync(`${folder}/project/Pulumi.dev.yaml`, edited);
        const { code, stack } = await reviewed("--check", fingerprint);

        expect({ code, outcome: stack.outcome }).toEqual({ code: 1, outcome: "failed" });
        expect(stack).not.toHaveProperty("fingerprint");
        expect(stack.errors.join("\n")).toContain('"login.nowhere.example", which the tenant does not have');
        expect(stack.notes.join("\n")).toContain(`stop it (kill ${sandbox.pid}) and review again.`);
    });

    it("is refused with 3 by policies, with the whole change in the report and no secret in any of its forms", async () => {
        const slots =
            'ends: "2027-05-01"\n          b:\n            issued: "2026-11-20"\n            ends: "2027-05-10"';
        writeFileSync(
            `${folder}/project/Pulumi.dev.yaml`,
            original.replace('ends: "2027-05-01"', slots).replace("active: a", "active: b"),
        );
        const out = `${folder}/out`;
        const { code, stack } = await reviewed("--out", out);

        expect({ code, outcome: stack.outcome }).toEqual({ code: 3, outcome: "refused" });
        expect(stack.policies.filter(({ level }) => level === "mandatory").map(({ rule }) => rule)).toEqual([
            "client-secrets-end-apart",
        ]);
        expect(stack.changes.map(({ operation, kind }) => `${operation} ${kind}`)).toContain("create client secret");
        const secrets = secretsIn(JSON.parse(pulumi("stack", "export", "--show-secrets")));
        expect(secrets.length).toBeGreaterThan(1);
        for (const name of readdirSync(out)) {
            for (const secret of secrets) expect(readFileSync(`${out}/${name}`, "utf8")).not.toContain(secret);
        }
    });

    it("with --real works with the person's own back end, and writes neither their project nor their Pulumi home", async () => {
        const before = written();
        const child = spawn(
            process.execPath,
            ["--no-warnings", `${folder}/project/cli/review.ts`, "--real", "--json"],
            {
                env: environment,
                stdio: ["ignore", "pipe", "pipe"],
            },
        );
        const { code, err, out } = await ended(child);

        expect(code, err).toBe(0);
        expect(err).toBe("Review of dev at Auth0 and Microsoft themselves, over what its back end says is deployed.\n");
        const report: Report = reportSchema.parse(JSON.parse(out));
        expect(report.world).toBe("real");
        expect(report.stacks[0]?.notes).toEqual(["It starts from what its back end says is deployed."]);
        expect(written()).toEqual(before);
    });

    it("names the state where that moved", async () => {
        pulumi("state", "unprotect", "--all", "--yes");
        const { code, err } = await review("--check", fingerprint);

        expect(code, err).toBe(2);
        expect(err).toMatch(/dev is not as reviewed: (plan, )?state moved\.\n/);
        expect(err).toContain("it starts from something else: deployed, refreshed or edited since");
    });

    /** Every file that is the person's, with the hash of what is in it. */
    const written = () =>
        Object.fromEntries(
            [...parts.map((part) => `project/${part}`), "sandbox/home", "sandbox/work"]
                .flatMap((part) => filesIn(`${folder}/${part}`))
                // An engine that is asked for its version writes a log of that.
                .filter((file) => !file.includes("/home/logs/"))
                .map((file) => [file, createHash("sha256").update(readFileSync(file)).digest("hex")]),
        );
});

function filesIn(path: string): string[] {
    if (lstatSync(path).isFile()) return [path];
    return readdirSync(path, { withFileTypes: true }).flatMap((entry) =>
        entry.isFile() || entry.isDirectory() ? filesIn(`${path}/${entry.name}`) : [],
    );
}

/** Every secret of a state that was exported in the clear. */
function secretsIn(value: unknown): string[] {
    if (typeof value !== "object" || value === null) return [];
    if ("plaintext" in value && typeof value.plaintext === "string") {
        const secret: unknown = JSON.parse(value.plaintext);
        return typeof secret === "string" && secret.length > 8 ? [secret] : [];
    }
    return Object.values(value).flatMap(secretsIn);
}

async function ended(child: ReturnType<typeof spawn>): Promise<Ended> {
    const said = { out: "", err: "" };
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
        said.out += text;
    });
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
        said.err += text;
    });
    const [code] = await once(child, "close");
    return { code: code as number, ...said };
}

async function says(child: ReturnType<typeof spawn>, text: string): Promise<void> {
    let said = "";
    for (const stream of [child.stdout, child.stderr]) {
        stream?.setEncoding("utf8").on("data", (more: string) => {
            said += more;
        });
    }
    while (!said.includes(text)) {
        if (child.exitCode !== null) throw new Error(`it ended without saying "${text}":\n${said}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
    }
}
