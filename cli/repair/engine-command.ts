import { execFile } from "node:child_process";
import type { StackPlace } from "../drift/drift-in.ts";
import { PersonError } from "../person-error.ts";

/** What a command of the engine came to. */
export interface Commanded {
    readonly succeeded: boolean;
    readonly stdout: string;
    readonly stderr: string;
}

/** Runs a command of the engine on a stack, where the stack lives. This process goes on meanwhile: it may be the one with the services. */
export function commanded(
    { environment, folder, stack }: Pick<StackPlace, "environment" | "folder" | "stack">,
    ...words: readonly string[]
): Promise<Commanded> {
    const named = words[0] === "whoami" ? [] : ["--stack", stack];
    const all = [...words, ...named, "--non-interactive", "--color", "never"];
    const options = { cwd: folder, env: { ...environment }, maxBuffer: 1024 ** 3 };
    return new Promise((resolve, reject) => {
        execFile("pulumi", all, options, (error, stdout, stderr) => {
            if (error !== null && typeof error.code === "string") {
                reject(new PersonError(`pulumi cannot be started: ${error.message}. Put it on PATH.`));
            } else {
                resolve({ succeeded: error === null, stdout, stderr });
            }
        });
    });
}

/** Runs a command of the engine, and gives what it printed. @throws for a person, with what the engine said */
export async function demanded(place: Parameters<typeof commanded>[0], ...words: readonly string[]): Promise<string> {
    const { stderr, stdout, succeeded } = await commanded(place, ...words);
    if (succeeded) return stdout;
    throw new PersonError(
        [`pulumi ${words.slice(0, 2).join(" ")} failed for stack ${place.stack}:`, (stderr || stdout).trim()].join(
            "\n",
        ),
    );
}
