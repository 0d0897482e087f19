import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { afterEach, describe, expect, it } from "vitest";
import { commandsOfTests } from "./commands.ts";

const commands = commandsOfTests("repair-command");
const startedAt = "2026-11-26T05:00:00Z";

describe("npm run repair", () => {
    let engine: ChildProcess | undefined;
    afterEach(() => engine?.kill("SIGKILL"));

    it("leaves alone what an engine works on, shows, asks, and opens the lock of one that has ended", async () => {
        const sandbox = commands.run("cli/sandbox.ts", "--providers", "stand-in");
        await sandbox.says("Up until Ctrl-C.");
        const repair = (...options: string[]) => commands.run("cli/repair.ts", "--stack", "dev", ...options);

        const healthy = repair("--json");
        expect(await healthy.exited, healthy.printed()).toBe(0);
        expect(JSON.parse(healthy.out())).toEqual({
            stack: "dev",
            world: "sandbox",
            outcome: "healthy",
            locks: [],
            taken: [],
            settled: [],
            gone: [],
            forgotten: [],
            removedSecrets: [],
            removed: [],
            left: [],
        });

        // A process of this name is an engine for all that can be seen.
        engine = spawn(process.execPath, ["-e", "setTimeout(() => {}, 1e6)", "pulumi"], { stdio: "ignore" });
        const lock = lockedBy(commands.folder(), Number(engine.pid));
        const refused = repair("--yes");
        expect(await refused.exited, refused.printed()).toBe(1);
        expect(refused.err()).toContain(
            `An operation on stack dev is under way: process ${engine.pid} of somebody on ${hostname()}, since ${startedAt}. Wait until it ends, or end it: kill -INT ${engine.pid}`,
        );

        engine.kill("SIGKILL");
        await once(engine, "exit");
        const shown = repair("--dry-run");
        expect(await shown.exited, shown.printed()).toBe(0);
        expect(shown.out()).toContain("Nothing was done: this was --dry-run. To do it: npm run repair -- --stack dev");
        // Without a terminal nobody can be asked.
        const asked = repair();
        expect(await asked.exited, asked.printed()).toBe(4);
        expect(existsSync(lock)).toBe(true);

        const opened = repair("--yes");
        expect(await opened.exited, opened.printed()).toBe(0);
        expect(opened.out()).toContain("Stack dev is repaired. Next: pulumi up --stack dev");
        expect(existsSync(lock)).toBe(false);
    });
});

/** Leaves a lock in the state of a sandbox as an engine takes it. @returns its file */
function lockedBy(sandbox: string, pid: number): string {
    const folder = readdirSync(sandbox, { recursive: true, encoding: "utf8" }).find((name) =>
        name.endsWith("state/.pulumi"),
    );
    if (folder === undefined) throw new Error("the sandbox has no state");
    const locks = `${sandbox}/${folder}/locks/organization/microsoft-connection/dev`;
    mkdirSync(locks, { recursive: true });
    const file = `${locks}/6f1c1a52-7a4e-4c9f-b0a5-27c9dd0a2a11.json`;
    writeFileSync(file, JSON.stringify({ pid, username: "somebody", hostname: hostname(), timestamp: startedAt }));
    return file;
}
