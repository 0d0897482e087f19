import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Declared } from "../../operate/drift/declared.ts";
import type { Seen } from "../../operate/drift/lists.ts";
import type { Environment } from "../deployer-credentials.ts";
import { PersonError } from "../person-error.ts";

/** What the looking process is asked. */
export interface LookRequest {
    readonly stack: string;
    readonly declared: Declared;
}

/** What it answers: everything it saw, or what is for the person. */
export type LookReply = { readonly seen: Seen } | { readonly told: string } | { readonly failure: string };

/** Looks around a stack from a process that lives in the environment of its world: proxy, authority and credentials are that world's. */
export function lookFrom(environment: Environment, request: LookRequest): Promise<Seen> {
    const child = fork(fileURLToPath(new URL("look-process.ts", import.meta.url)), {
        env: { ...environment },
        execArgv: ["--no-warnings"],
        stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    return new Promise((resolve, reject) => {
        child.on("message", (reply: LookReply) => {
            if ("seen" in reply) resolve(reply.seen);
            else reject("told" in reply ? new PersonError(reply.told) : new Error(reply.failure));
            child.disconnect();
        });
        child.on("exit", (code) => reject(new Error(`the process that looks around ended with exit code ${code}`)));
        child.send(request);
    });
}
