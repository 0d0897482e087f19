import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { z } from "zod";
import { script } from "./runner.ts";

/** What a command ended with, for a job that does not run it. */
export const outcomeSchema = z.strictObject({ exitCode: z.int(), text: z.string().max(200_000) });
export type Outcome = z.infer<typeof outcomeSchema>;

/** Characters that are kept of what a command prints. */
const limit = 100_000;

if (import.meta.main) await script(() => keepOutcome(process.argv.slice(2)));

/** `--to FOLDER --allow 0,2 -- COMMAND…`: runs a command, keeps its exit code and what it prints, and fails where it ended otherwise. */
async function keepOutcome(given: readonly string[]): Promise<void> {
    const { allow, command, folder } = readArguments(given);
    // Before the command: it may put files of its own there.
    mkdirSync(folder, { recursive: true });
    const outcome = await outcomeOf(command);
    writeFileSync(`${folder}/outcome.json`, JSON.stringify(outcome));
    if (!allow.includes(outcome.exitCode)) throw new Error(`${command.join(" ")} ended with ${outcome.exitCode}`);
}

export function readArguments(given: readonly string[]) {
    const end = given.indexOf("--");
    const value = (name: string) => given[given.indexOf(name) + 1] ?? "";
    const command = given.slice(end + 1);
    if (end < 0 || command.length === 0 || !given.includes("--to") || !given.includes("--allow")) {
        throw new Error("usage: kept-outcome.ts --to FOLDER --allow CODES -- COMMAND…");
    }
    return { folder: value("--to"), allow: value("--allow").split(",").map(Number), command };
}

/** Runs a command; what it prints is shown as it comes. */
export async function outcomeOf([name = "", ...rest]: readonly string[]): Promise<Outcome> {
    const child = spawn(name, rest, { stdio: ["ignore", "pipe", "pipe"] });
    let text = "";
    for (const stream of ["stdout", "stderr"] as const) {
        child[stream].setEncoding("utf8").on("data", (part: string) => {
            process[stream].write(part);
            text += part;
        });
    }
    const [code] = await once(child, "close");
    return { exitCode: typeof code === "number" ? code : 1, text: text.slice(0, limit) };
}
