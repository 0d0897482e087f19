import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { defineCommand } from "citty";
import { driftJson } from "../operate/drift/drift-json.ts";
import { driftMarkdown } from "../operate/drift/drift-markdown.ts";
import { exitCodes, outcomeOf } from "../operate/drift/drift-report.ts";
import { driftText } from "../operate/drift/drift-text.ts";
import { kinds } from "../operate/drift/kinds.ts";
import { driftArguments, exitCodesText } from "./drift/arguments.ts";
import { driftOf } from "./drift/drift-of.ts";
import { PersonError } from "./person-error.ts";
import { runCommand } from "./run-command.ts";
import { stackNames } from "./stack-settings.ts";

const projectFolder = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");
const rawArgs = process.argv.slice(2);

const drift = defineCommand({
    meta: {
        name: "npm run drift --",
        description:
            "Finds what was changed by hand at Auth0 and Microsoft: in what a deployed stack declares, and around it",
    },
    args: driftArguments,
    run: async ({ args: { json, markdown, real, stack, without } }) => {
        const leftOut = (without ?? "").split(",").filter((id) => id !== "");
        refuseMistakes(stack, leftOut);
        const report = await driftOf({ projectFolder, stack, real, leftOut }, say);
        if (markdown !== undefined && markdown !== "") write(markdown, driftMarkdown(report));
        const world = real ? "real" : "sandbox";
        console.log(json ? JSON.stringify(driftJson(report, world), undefined, 2) : driftText(report));
        process.exitCode = exitCodes.find(({ outcome }) => outcome === outcomeOf(report))?.code ?? 1;
    },
});

await runCommand(drift, rawArgs);
if (rawArgs.includes("--help") || rawArgs.includes("-h")) console.log(`\n${exitCodesText}`);

function refuseMistakes(stack: string, leftOut: readonly string[]): void {
    const stacks = stackNames(projectFolder);
    const known = kinds.map(({ id }) => id);
    const unknown = leftOut.filter((id) => !known.includes(id));
    const problems = [
        ...(stacks.includes(stack)
            ? []
            : [`There is no stack "${stack}": no file Pulumi.${stack}.yaml. Stacks here: ${stacks.join(", ")}.`]),
        ...(unknown.length === 0 ? [] : [`--without has no ${unknown.join(", ")}. Kinds: ${known.join(", ")}.`]),
    ];
    if (problems.length > 0) throw new PersonError(problems.join("\n"));
}

function write(file: string, text: string): void {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
}

/** Beside the result: on standard error, so that the result alone can be piped. */
function say(line: string): void {
    process.stderr.write(`${line}\n`);
}
