import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, readlinkSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { describe, expect, it } from "vitest";
import { type Command, commandsOfTests } from "./commands.ts";
import { repository } from "./rehearsed.ts";

const commands = commandsOfTests("sandbox-command");

function sandbox(...options: string[]): Command {
    return commands.run("cli/sandbox.ts", ...options, "--providers", "stand-in");
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
        expect(existsSync(`${commands.folder()}/run.json`)).toBe(false);
        expect(readFileSync(`${repository}/Pulumi.dev.yaml`, "utf8")).toBe(before);
    });

    it("-- --serve writes an environment that leads curl and SDKs there, for its owner only, and ends on a signal", async () => {
        const run = sandbox("--serve");
        await run.says("Up until Ctrl-C.");

        expect(run.printed()).toContain(`source ${commands.folder()}/env`);
        expect(statSync(`${commands.folder()}/env`).mode & 0o777).toBe(0o600);
        expect(readFileSync(`${commands.folder()}/env`, "utf8")).toContain(
            "export AUTH0_DOMAIN='acme-dev.eu.auth0.com'\n",
        );
        run.child.kill("SIGTERM");
        expect(await run.exited).toBe(143);
        expect(existsSync(`${commands.folder()}/run.json`)).toBe(false);
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
        expect(existsSync(`${commands.folder()}/run.json`)).toBe(true);
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
            "Unknown argument --twice. Known: --stack, --once, --serve, --providers, --faults, --seed, --port; --help says what they do.\n",
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
            expect(processesIn(commands.folder())).toEqual([]);
            expect(existsSync(`${commands.folder()}/run.json`)).toBe(false);
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
