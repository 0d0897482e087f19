import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Found } from "../../operate/adopt/found.ts";
import type { Choices } from "../../operate/adopt/look.ts";
import type { Sketch } from "../../operate/adopt/sketch.ts";
import type { Environment } from "../deployer-credentials.ts";
import { PersonError } from "../person-error.ts";

/** What the looking process is asked. */
export interface LookRequest {
    readonly stack: string;
    readonly sketch: Sketch;
    readonly choices: Choices;
}

/** What it answers: what it found, which holds no secret, or what is for the person. */
export type LookReply = { readonly found: Found } | { readonly told: string } | { readonly failure: string };

/** Looks for what is to be adopted from a process that lives in the environment of its world; only reads. */
export function lookFrom(environment: Environment, request: LookRequest): Promise<Found> {
    const child = fork(fileURLToPath(new URL("look-process.ts", import.meta.url)), {
        env: { ...environment },
        execArgv: ["--no-warnings"],
        stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    return new Promise((resolve, reject) => {
        child.on("message", (reply: LookReply) => {
            if ("found" in reply) resolve(reply.found);
            else reject("told" in reply ? new PersonError(reply.told) : new Error(reply.failure));
            child.disconnect();
        });
        child.on("exit", (code) =>
            reject(new Error(`the process that looks for what is there ended with exit code ${code}`)),
        );
        child.send(request);
    });
}
