import { rmSync, writeFileSync } from "node:fs";
import { parsedJson } from "../../clouds/parsed-json.ts";
import { fileText } from "../file-text.ts";

/** A sandbox that is up, as its run file tells. */
export interface RunningSandbox {
    readonly pid: number;
    readonly startedAt: string;

    /** Stack that was deployed, unless it only serves. */
    readonly stack: string;
    readonly proxyUrl: string;

    /** Address of its page, and of what it tells other commands. */
    readonly origin: string;

    /** Opens what it tells other commands. */
    readonly token: string;
}

/** The sandbox that runs from this folder, if one does. A run file left behind by a process that is gone counts as none. */
export function runningSandbox(folder: string): RunningSandbox | undefined {
    const text = fileText(runFile(folder));
    if (text === undefined) return undefined;
    // Nothing in a file that was cut off while it was written.
    const running = parsedJson(text) as RunningSandbox | undefined;
    return running !== undefined && isAlive(running.pid) ? running : undefined;
}

/** Tells others that this process's sandbox is up. */
export function writeRunFile(folder: string, running: RunningSandbox): void {
    writeFileSync(runFile(folder), `${JSON.stringify(running)}\n`, { mode: 0o600 });
}

export function removeRunFile(folder: string): void {
    rmSync(runFile(folder), { force: true });
}

function runFile(folder: string): string {
    return `${folder}/run.json`;
}

function isAlive(pid: number): boolean {
    try {
        process.kill(pid, 0);
        return true;
    } catch (error) {
        return (error as NodeJS.ErrnoException).code === "EPERM";
    }
}
