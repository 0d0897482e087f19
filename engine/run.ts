import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Environment } from "./engine.ts";

export interface RunOptions {
    readonly environment: Environment;

    /** Working folder. @default that of this process */
    readonly cwd?: string;

    /** Gets each line of its error output. */
    readonly onLine?: (line: string) => void;

    /** Ends the command with all that it started. */
    readonly signal?: AbortSignal | undefined;
}

/** Runs a command to its end. @returns its output @throws with the last lines of its error output where it fails */
export async function run(command: string, args: readonly string[], options: RunOptions): Promise<string> {
    options.signal?.throwIfAborted();
    // In a process group of its own, so that a compiler's children end with it.
    const child = spawn(command, args, {
        cwd: options.cwd,
        env: options.environment,
        stdio: ["ignore", "pipe", "pipe"],
        detached: true,
    });
    const end = () => endGroup(child.pid);
    process.once("exit", end);
    options.signal?.addEventListener("abort", end);

    const errors: string[] = [];
    const lines = createInterface({ input: child.stderr });
    lines.on("line", (line) => {
        errors.push(line);
        if (errors.length > 4) errors.shift();
        options.onLine?.(line);
    });
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
        output += text;
    });

    try {
        const ended = Promise.withResolvers<string>();
        child.once("error", ended.reject);
        child.once("close", (code, signal) => ended.resolve(signal ?? String(code)));
        const how = await ended.promise;
        options.signal?.throwIfAborted();
        if (how !== "0") throw new Error([`${command} ended with ${how}`, ...errors].join("\n"));
        return output;
    } finally {
        process.off("exit", end);
        options.signal?.removeEventListener("abort", end);
    }
}

function endGroup(pid: number | undefined): void {
    if (pid === undefined) return;
    try {
        process.kill(-pid, "SIGTERM");
    } catch (error) {
        // ESRCH: it has ended already.
        if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
}
