import { type ArgsDef, type CommandDef, renderUsage, runCommand as run } from "citty";
import { PersonError } from "./person-error.ts";

/** Runs a command and ends the process: a person's mistake is told in a message, anything else with its stack trace. */
export async function runCommand<T extends ArgsDef>(command: CommandDef<T>, rawArgs: string[]): Promise<void> {
    try {
        if (rawArgs.includes("--help") || rawArgs.includes("-h")) {
            console.log(await renderUsage(command as unknown as CommandDef));
            return;
        }
        refuseUnknown(rawArgs, (command.args ?? {}) as ArgsDef);
        await run(command, { rawArgs });
        process.exitCode ??= 0;
    } catch (error) {
        process.exitCode = error instanceof PersonError ? error.exitCode : 1;
        const isTold = error instanceof PersonError || (error instanceof Error && error.name === "CLIError");
        if (isTold) {
            if (error.message !== "") console.error(error.message);
        } else {
            console.error(error);
        }
    }
}

function refuseUnknown(rawArgs: readonly string[], known: ArgsDef): void {
    const names = Object.keys(known);
    const unknown = rawArgs.filter(
        (argument) =>
            argument.startsWith("-") && !names.includes(argument.replace(/^--?(no-)?/, "").replace(/=.*$/s, "")),
    );
    if (unknown.length === 0) return;
    throw new PersonError(
        `Unknown argument ${unknown.join(", ")}. Known: ${names.map((name) => `--${name}`).join(", ")}; --help says what they do.`,
    );
}
