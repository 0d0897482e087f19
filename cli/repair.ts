import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { defineCommand } from "citty";
import { outcomeText } from "../operate/repair/repair.ts";
import { repairJson } from "../operate/repair/repair-json.ts";
import { agrees } from "./adopt/agree.ts";
import { placeOf } from "./adopt/place-of.ts";
import { PersonError } from "./person-error.ts";
import { exitCodes, exitCodesText, repairArguments } from "./repair/arguments.ts";
import { repairStack } from "./repair/repair-stack.ts";
import { runCommand } from "./run-command.ts";
import { stackNames } from "./stack-settings.ts";

const projectFolder = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");
const rawArgs = process.argv.slice(2);

const repair = defineCommand({
    meta: {
        name: "npm run repair --",
        description:
            "Puts a stack in order after an operation that was stopped or that a fault broke: opens the lock, takes what was made and not noted into the state, removes what nobody knows",
    },
    args: repairArguments,
    run: async ({ args }) => {
        refuseUnknownStack(args.stack);
        const scratch = mkdtempSync(`${tmpdir()}/repair-`);
        try {
            const asked = { projectFolder, stack: args.stack, real: args.real, scratch, command: "repair" } as const;
            const place = await placeOf(asked, say);
            const print = args.json ? say : (text: string) => console.log(text);
            const done = await repairStack(
                place,
                { dryRun: args["dry-run"], agrees: args.yes ? async () => true : agrees },
                print,
            );
            print(outcomeText(done));
            if (args.json) {
                console.log(JSON.stringify(repairJson(done, args.real ? "real" : "sandbox"), undefined, 2));
            }
            const isLeft = done.diagnosis.left.length > 0;
            const code = isLeft ? exitCodes.left : exitCodes.repaired;
            process.exitCode = done.outcome === "not agreed" ? exitCodes.notAgreed : code;
        } finally {
            rmSync(scratch, { recursive: true, force: true });
        }
    },
});

await runCommand(repair, rawArgs);
if (rawArgs.includes("--help") || rawArgs.includes("-h")) console.log(`\n${exitCodesText}`);

function refuseUnknownStack(stack: string): void {
    const stacks = stackNames(projectFolder);
    if (stacks.includes(stack)) return;
    throw new PersonError(
        `There is no stack "${stack}": no file Pulumi.${stack}.yaml. Stacks here: ${stacks.join(", ")}.`,
    );
}

/** Beside the result: on standard error, so that the result alone can be piped. */
function say(line: string): void {
    process.stderr.write(`${line}\n`);
}
