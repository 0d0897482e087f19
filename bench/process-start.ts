import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** What a process of this folder told of its own start. */
export interface ProcessStart {
    readonly seconds: number;
    readonly megabytes: number;
}

/** Starts a file of this folder as a process and waits for what it tells and for its end. */
export async function processStart(file: string): Promise<ProcessStart> {
    const child = fork(fileURLToPath(new URL(file, import.meta.url)), [], { execArgv: ["--no-warnings"] });
    const exited = once(child, "exit");
    const [told] = await Promise.race([
        once(child, "message"),
        exited.then(([code]) => Promise.reject(new Error(`${file} ended with exit code ${code}`))),
    ]);
    await exited;
    return told as ProcessStart;
}
