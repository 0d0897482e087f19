import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname } from "node:path";
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { repository } from "./rehearsed.ts";

let folder: string;
let started: ChildProcess[];

beforeEach(() => {
    folder = mkdtempSync(`${tmpdir()}/prove-command-`);
    started = [];
});
afterEach(async () => {
    for (const child of started) {
        if (child.exitCode === null && child.signalCode === null) {
            child.kill("SIGKILL");
            await once(child, "exit");
        }
    }
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** `npm run …` without its set-up, in a sandbox folder of this test. */
function command(entry: string, ...options: string[]) {
    const child = spawn(process.execPath, ["--no-warnings", entry, ...options], {
        cwd: repository,
        env: {
            ...process.env,
            PATH: `${dirname(inject("engine"))}${delimiter}${process.env["PATH"]}`,
            MICROSOFT_CONNECTION_SANDBOX: folder,
        },
        stdio: ["ignore", "pipe", "pipe"],
    });
    started.push(child);
    const said = { out: "", err: "" };
    child.stdout.setEncoding("utf8").on("data", (text) => {
        said.out += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text) => {
        said.err += text;
    });
    return { child, said, exited: once(child, "close").then(([code]) => code as number) };
}

async function runningSandbox(...options: string[]) {
    const sandbox = command("cli/sandbox.ts", "--providers", "stand-in", ...options);
    while (!sandbox.said.out.includes("Up until Ctrl-C.")) {
        if (sandbox.child.exitCode !== null) throw new Error(`it ended: ${sandbox.said.out}${sandbox.said.err}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return sandbox;
}

describe("npm run prove", () => {
    it.each(["dev", "prod"])(
        "-- --stack %s deploys into a sandbox of its own where none runs, and holds every claim",
        async (stack) => {
            const { exited, said } = command("cli/prove.ts", "--stack", stack, "--json");

            expect(await exited, said.err + said.out).toBe(0);
            const result = JSON.parse(said.out);
            expect(result).toMatchObject({ stack, world: "sandbox", broken: 0, untried: 0, causes: [] });
            expect(result.rows.filter((row: { outcome: string }) => row.outcome === "held")).toHaveLength(result.held);
            expect(result.held).toBe({ dev: 27, prod: 90 }[stack]);
        },
    );

    it("proves what runs, says which sandbox that is, and tells no secret", async () => {
        const sandbox = await runningSandbox();
        expect(sandbox.said.out).toContain("27 claims held, 0 broken");
        const { exited, said } = command("cli/prove.ts");

        expect(await exited, said.err + said.out).toBe(0);
        expect(said.err).toBe(`Proof of dev in the running sandbox (process ${sandbox.child.pid}).\n`);
        expect(said.out).toContain("✓ portal connects its user's Microsoft account");
        expect(said.out).toContain("27 claims held, 0 broken, in ");
        const { token } = JSON.parse(readFileSync(`${folder}/run.json`, "utf8"));
        expect(said.out + sandbox.said.out).not.toContain(token);
        expect(said.out).not.toMatch(/eyJ[A-Za-z0-9_-]{10}/);
    });

    it("ends with 1, the broken claim and its cause when something was changed behind the stack's back", async () => {
        const sandbox = await runningSandbox();
        const { origin, token } = JSON.parse(readFileSync(`${folder}/run.json`, "utf8"));
        const answer = await fetch(`${origin}/control/environment`, { headers: { authorization: `Bearer ${token}` } });
        const { environment } = (await answer.json()) as { environment: Record<string, string> };
        await inSandbox(environment, switchTokenVaultOff);
        const { exited, said } = command("cli/prove.ts");

        expect(await exited).toBe(1);
        expect(said.out).toContain("✗ portal connects its user's Microsoft account");
        expect(said.out).toContain(
            [
                "Why, and what to change:",
                '  token-vault-purpose: microsoft: its purpose "Connected Accounts for Token Vault" is off',
                "    it was changed outside of the stack: pulumi up --refresh --stack dev",
            ].join("\n"),
        );
        expect(sandbox.child.exitCode).toBeNull();
    });

    it("says that another stack runs, and that a stack which is only served is not deployed", async () => {
        const sandbox = await runningSandbox("--serve");
        const other = command("cli/prove.ts", "--stack", "prod");
        const served = command("cli/prove.ts");

        expect(await other.exited).toBe(1);
        expect(other.said.err).toContain(
            `The sandbox that runs (process ${sandbox.child.pid}) is for stack dev, not prod.\nProve that one:  npm run prove -- --stack dev\nOr stop it:  kill ${sandbox.child.pid}\n`,
        );
        expect(await served.exited).toBe(1);
        expect(served.said.err).toContain(`Deploy it:  cd ${folder}/work && pulumi up --stack dev`);
        expect(served.said.err).not.toContain("at ");
    });

    it.each([
        [
            ["--unattended"],
            "--unattended and --client are for --real: npm run prove -- --stack dev --real --unattended\n",
        ],
        [["--stack", "staging"], 'There is no stack "staging": no file Pulumi.staging.yaml. Stacks here: dev, prod.\n'],
    ])("says what is wrong with %j", async (options, message) => {
        const { exited, said } = command("cli/prove.ts", ...options);

        expect(await exited).toBe(1);
        expect(said.err).toBe(message);
    });
});

/** What somebody does by hand in the dashboard, as a request to the Management API. */
const switchTokenVaultOff = `
const domain = process.env.AUTH0_DOMAIN;
const json = async (answer) => (answer.ok ? answer.json() : Promise.reject(new Error(await answer.text())));
const post = (body) => ({ method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
const { access_token } = await fetch("https://" + domain + "/oauth/token", post({
    grant_type: "client_credentials", client_id: process.env.AUTH0_CLIENT_ID,
    client_secret: process.env.AUTH0_CLIENT_SECRET, audience: "https://" + domain + "/api/v2/",
})).then(json);
const headers = { authorization: "Bearer " + access_token, "content-type": "application/json" };
const [{ id }] = await fetch("https://" + domain + "/api/v2/connections", { headers }).then(json);
await fetch("https://" + domain + "/api/v2/connections/" + id, {
    method: "PATCH", headers, body: JSON.stringify({ connected_accounts: { active: false } }),
}).then(json);
`;

async function inSandbox(environment: Record<string, string>, script: string): Promise<void> {
    const child = spawn(process.execPath, ["--no-warnings", "--input-type=module", "--eval", script], {
        env: environment,
        stdio: ["ignore", "inherit", "inherit"],
    });
    started.push(child);
    const [code] = await once(child, "exit");
    expect(code).toBe(0);
}
