import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, dirname } from "node:path";
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { repository } from "./rehearsed.ts";

let folder: string;
let started: ChildProcess[];

beforeEach(() => {
    folder = mkdtempSync(`${tmpdir()}/sandbox-command-`);
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

/** `npm run sandbox -- …` without its set-up, in a sandbox folder of this test. */
function sandbox(...options: string[]) {
    const child = spawn(process.execPath, ["--no-warnings", "cli/sandbox.ts", ...options, "--providers", "stand-in"], {
        cwd: repository,
        env: {
            ...process.env,
            PATH: `${dirname(inject("engine"))}${delimiter}${process.env["PATH"]}`,
            MICROSOFT_CONNECTION_SANDBOX: folder,
        },
        stdio: ["ignore", "pipe", "pipe"],
    });
    started.push(child);
    let printed = "";
    for (const stream of [child.stdout, child.stderr]) {
        stream?.setEncoding("utf8").on("data", (text) => {
            printed += text;
        });
    }
    const exited = once(child, "close").then(([code]) => code as number);
    return {
        child,
        printed: () => printed,
        exited,
        says: async (text: string) => {
            while (!printed.includes(text)) {
                if (child.exitCode !== null) throw new Error(`it ended without saying "${text}":\n${printed}`);
                await new Promise((resolve) => setTimeout(resolve, 20));
            }
        },
    };
}

describe("npm run sandbox", () => {
    it("-- --once deploys, previews again, shows the refusal, destroys, and leaves the stack file as it is", async () => {
        const before = readFileSync(`${repository}/Pulumi.dev.yaml`, "utf8");
        const run = sandbox("--once");

        expect(await run.exited, run.printed()).toBe(0);
        expect(run.printed()).toContain("dev is deployed in the sandbox, in ");
        expect(run.printed()).toContain("27 claims held, 0 broken, in ");
        expect(run.printed()).toContain("A second preview shows no changes.");
        expect(run.printed()).toContain("Destroying it is refused while resources are protected.");
        expect(run.printed()).toMatch(
            /it is destroyed, and nothing is left in either cloud\n {2}but Auth0 My Account API \w+, which is kept on purpose/,
        );
        expect(existsSync(`${folder}/run.json`)).toBe(false);
        expect(readFileSync(`${repository}/Pulumi.dev.yaml`, "utf8")).toBe(before);
    });

    it("-- --serve writes an environment that leads curl and SDKs there, for its owner only, and ends on a signal", async () => {
        const run = sandbox("--serve");
        await run.says("Up until Ctrl-C.");

        expect(run.printed()).toContain(`source ${folder}/env`);
        expect(statSync(`${folder}/env`).mode & 0o777).toBe(0o600);
        expect(readFileSync(`${folder}/env`, "utf8")).toContain("export AUTH0_DOMAIN='acme-dev.eu.auth0.com'\n");
        run.child.kill("SIGTERM");
        expect(await run.exited).toBe(143);
        expect(existsSync(`${folder}/run.json`)).toBe(false);
    });

    it("says that one runs already, and how to stop it", async () => {
        const first = sandbox("--serve");
        await first.says("Up until Ctrl-C.");
        const second = sandbox("--serve");

        expect(await second.exited).toBe(1);
        expect(second.printed()).toMatch(
            new RegExp(
                `^A sandbox runs here already: process ${first.child.pid}, since 20\\S+, with stack dev\\.\\nStop it with Ctrl-C in its terminal, or: {2}kill ${first.child.pid}\\n$`,
            ),
        );
        expect(existsSync(`${folder}/run.json`)).toBe(true);
    });

    it("says that a port is taken", async () => {
        const other = createServer().listen(0, "127.0.0.1");
        await once(other, "listening");
        const { port } = other.address() as { port: number };
        const run = sandbox("--serve", "--port", String(port));

        expect(await run.exited).toBe(1);
        expect(run.printed()).toBe(
            `Port ${port} on 127.0.0.1 is taken by another program. Give another with --port, or leave --port out to take a free one.\n`,
        );
        other.close();
    });

    it.each([
        [
            ["--stack", "staging"],
            'There is no stack "staging": no file Pulumi.staging.yaml. Stacks here: dev, prod.\nTo make it:  npm run new -- --stack staging --like dev\n',
        ],
        [["--port", "http"], "--port http is no port: a whole number from 0 (a free one) to 65535 is.\n"],
        [
            ["--twice"],
            "Unknown argument --twice. Known: --stack, --once, --serve, --providers, --port; --help says what they do.\n",
        ],
    ])("says what is wrong with %j", async (options, message) => {
        const run = sandbox(...options);

        expect(await run.exited).toBe(1);
        expect(run.printed()).toBe(message);
    });

    it.runIf(process.platform === "linux").each(["now the engine deploys it", "creating (0s)"])(
        "stopped with Ctrl-C at “%s” leaves no process and no run file",
        async (moment) => {
            const run = sandbox();
            await run.says(moment);
            run.child.kill("SIGINT");

            expect(await run.exited).toBe(130);
            expect(processesIn(folder)).toEqual([]);
            expect(existsSync(`${folder}/run.json`)).toBe(false);
        },
    );
});

/** Commands of the processes that work in a folder. */
function processesIn(where: string): string[] {
    return readdirSync("/proc")
        .filter((name) => /^\d+$/.test(name))
        .flatMap((pid) => {
            try {
                const isHere = readlinkSync(`/proc/${pid}/cwd`).startsWith(where);
                return isHere ? [readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ")] : [];
            } catch {
                // It ended meanwhile, or is somebody else's.
                return [];
            }
        });
}
