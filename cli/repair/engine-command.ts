import { spawnSync } from "node:child_process";
import type { StackPlace } from "../drift/drift-in.ts";
import { PersonError } from "../person-error.ts";

/** What a command of the engine came to. */
export interface Commanded {
    readonly succeeded: boolean;
    readonly stdout: string;
    readonly stderr: string;
}

/** Runs a command of the engine on a stack, where the stack lives. */
export function commanded(
    { environment, folder, stack }: Pick<StackPlace, "environment" | "folder" | "stack">,
    ...words: readonly string[]
): Commanded {
    const { error, status, stderr, stdout } = spawnSync(
        "pulumi",
        [...words, "--stack", stack, "--non-interactive", "--color", "never"],
        { cwd: folder, env: { ...environment }, encoding: "utf8", maxBuffer: 1024 ** 3 },
    );
    if (error !== undefined) throw new PersonError(`pulumi cannot be started: ${error.message}. Put it on PATH.`);
    return { succeeded: status === 0, stdout, stderr };
}

/** Runs a command of the engine, and gives what it printed. @throws for a person, with what the engine said */
export function demanded(place: Parameters<typeof commanded>[0], ...words: readonly string[]): string {
    const { stderr, stdout, succeeded } = commanded(place, ...words);
    if (succeeded) return stdout;
    throw new PersonError(
        [`pulumi ${words.slice(0, 2).join(" ")} failed for stack ${place.stack}:`, (stderr || stdout).trim()].join(
            "\n",
        ),
    );
}
