import { fork } from "node:child_process";
import { PersonError } from "../person-error.ts";

/** What the process answers: its answer, or what is for the person, or an error of its own. */
type Reply<Answer> = { readonly answer: Answer } | { readonly told: string } | { readonly failure: string };

/**
 * Asks a process that lives in the environment of another world, and ends with its answer: a process trusts an authority and uses a
 * proxy from its start on only.
 *
 * @param module file of the process, which calls `answerParent`
 * @param request crosses over as JSON, and so does the answer
 */
export function askProcess<Answer>(
    environment: Readonly<Record<string, string | undefined>>,
    module: URL,
    request: object,
): Promise<Answer> {
    const child = fork(module, { env: { ...environment }, execArgv: ["--no-warnings"], stdio: [...quietly, "ipc"] });
    return new Promise((resolve, reject) => {
        child.on("message", (reply: Reply<Answer>) => {
            if ("answer" in reply) resolve(reply.answer);
            else reject("told" in reply ? new PersonError(reply.told) : new Error(reply.failure));
            child.disconnect();
        });
        child.on("error", reject);
        child.on("exit", (code, signal) => {
            reject(new Error(`${module.pathname} ended by ${signal ?? `exit code ${code}`} and without an answer`));
        });
        child.send(request);
    });
}

const quietly = ["ignore", "inherit", "inherit"] as const;

/** The process's side: it is asked once, over the channel to its parent. */
export function answerParent<Request, Answer>(answer: (request: Request) => Promise<Answer>): void {
    process.once("message", async (request: Request) => {
        process.send?.(await replyOf(answer(request)));
    });
}

async function replyOf<Answer>(asked: Promise<Answer>): Promise<Reply<Answer>> {
    try {
        return { answer: await asked };
    } catch (error) {
        return error instanceof PersonError ? { told: error.message } : { failure: String((error as Error).stack) };
    }
}
