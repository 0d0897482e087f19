import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** Starts a file of this folder as a process, asks it one thing and ends it with its answer. */
export async function askProcess(
    file: string,
    question: object,
    environment: Readonly<Record<string, string | undefined>> = process.env,
): Promise<unknown> {
    const child = fork(fileURLToPath(new URL(file, import.meta.url)), {
        env: { ...environment },
        execArgv: ["--no-warnings"],
    });
    const exited = once(child, "exit");
    child.send(question);
    const [answer] = await Promise.race([
        once(child, "message"),
        exited.then(([code]) => Promise.reject(new Error(`${file} ended with exit code ${code}`))),
    ]);
    child.disconnect();
    await exited;
    return answer;
}
