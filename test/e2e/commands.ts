import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname } from "node:path";
import { afterEach, beforeEach, inject } from "vitest";
import { repository } from "./rehearsed.ts";

/** A command that was started, and what it has said so far. */
export interface Command {
    readonly child: ChildProcess;
    out(): string;
    err(): string;

    /** Both, in the order they came. */
    printed(): string;

    /** Exit code, once all that it printed has been read. */
    readonly exited: Promise<number>;

    /** Waits until it has printed a text. */
    says(text: string): Promise<void>;
}

/** Commands of one test file: in a sandbox folder of each test, and ended with it. */
export interface Commands {
    folder(): string;

    /** `npm run …` without its set-up. */
    run(entry: string, ...options: string[]): Command;
}

export function commandsOfTests(name: string): Commands {
    let folder = "";
    let started: ChildProcess[] = [];
    beforeEach(() => {
        folder = mkdtempSync(`${tmpdir()}/${name}-`);
        started = [];
    });
    afterEach(async () => {
        for (const child of started) await ended(child);
        rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    });
    return {
        folder: () => folder,
        run: (entry, ...options) => {
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
            return listenedTo(child);
        },
    };
}

async function ended(child: ChildProcess): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGKILL");
    await once(child, "exit");
}

function listenedTo(child: ChildProcess): Command {
    const said = { out: "", err: "", both: "" };
    for (const name of ["out", "err"] as const) {
        child[`std${name}`]?.setEncoding("utf8").on("data", (text: string) => {
            said[name] += text;
            said.both += text;
        });
    }
    return {
        child,
        out: () => said.out,
        err: () => said.err,
        printed: () => said.both,
        exited: once(child, "close").then(([code]) => code as number),
        says: async (text) => {
            while (!said.both.includes(text)) {
                if (child.exitCode !== null) throw new Error(`it ended without saying "${text}":\n${said.both}`);
                await new Promise((resolve) => setTimeout(resolve, 20));
            }
        },
    };
}
