import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { engineScript, type PrivateMachine, privateMachine } from "../engine/private-machine.ts";

let machine: PrivateMachine;
let running: ChildProcess[] = [];
beforeEach(() => {
    machine = privateMachine();
});
afterEach(() => {
    for (const child of running) child.kill("SIGTERM");
    running = [];
    machine.remove();
});

function command(): { child: ChildProcess; ended: Promise<{ code: number | null; output: string; errors: string }> } {
    const child = spawn(process.execPath, ["cli/engine.ts"], {
        // No way out: the vendor's addresses are refused at once.
        env: {
            ...machine.environment,
            MICROSOFT_CONNECTION_CACHE: machine.cacheFolder,
            HTTPS_PROXY: "http://127.0.0.1:1",
        },
        stdio: ["ignore", "pipe", "pipe"],
    });
    running.push(child);
    const texts = { output: "", errors: "" };
    child.stdout?.on("data", (text) => {
        texts.output += text;
    });
    child.stderr?.on("data", (text) => {
        texts.errors += text;
    });
    return { child, ended: new Promise((resolve) => child.once("close", (code) => resolve({ code, ...texts }))) };
}

it("tells which engine is used, and why", async () => {
    const path = machine.command("pulumi", engineScript("3.260.0"));

    expect(await command().ended).toEqual({
        code: 0,
        output: `${path}\n  version: 3.260.0\n  source:  PATH\n  why:     it is on PATH and not older than 3.259.0\n`,
        errors: "",
    });
});

it("fails with every reason and what to do where none can be had, without a stack trace", async () => {
    const { code, output, errors } = await command().ended;

    expect({ code, output }).toEqual({ code: 1, output: "" });
    const message = errors.slice(errors.indexOf("No Pulumi engine"));
    expect(message).toMatch(
        /^No Pulumi engine can be had\. Tried in this order:\n {2}- pulumi on PATH: none found\n {2}- the vendor's release: github\.com: curl: \(7\) .*; get\.pulumi\.com: curl: \(7\) .*\n {2}- the Go module: go is not on PATH\nAny one of these helps;/,
    );
    expect(errors).not.toMatch(/^ +at /m);
});

it("says what to do where the cache cannot be written", async () => {
    writeFileSync(machine.cacheFolder, "a file where a folder would be");
    const { code, errors } = await command().ended;

    expect(code).toBe(1);
    const folder = `${machine.cacheFolder}/microsoft-connection`;
    expect(errors).toBe(
        `The engine cannot be kept in ${folder}: ENOTDIR: not a directory, mkdir '${folder}/engine'. Make that folder writable, or set MICROSOFT_CONNECTION_CACHE to one that is.\n`,
    );
});

it.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
] as const)(
    "ends on %s with the build it started, and leaves neither a lock nor a half-ready engine",
    async (signal, exitCode) => {
        const alive = join(machine.folder, "alive");
        machine.command(
            "go",
            `case "$1" in
env) echo '{"GOVERSION": "go1.26.8", "GOTOOLCHAIN": "local"}' ;;
build) (while :; do echo x > "${alive}"; sleep 0.1; done) & wait ;;
esac`,
        );
        const { child, ended } = command();
        while (!existsSync(alive)) await sleep(20);
        child.kill(signal);

        const { code, errors } = await ended;
        expect(code).toBe(exitCode);
        expect(errors.trimEnd().split("\n").at(-1)).toBe("Stopped before the engine was there.");
        await sleep(300);
        rmSync(alive);
        await sleep(400);
        expect(existsSync(alive)).toBe(false);
        expect(readdirSync(join(machine.cacheFolder, "microsoft-connection", "engine"))).toEqual([]);
    },
);
