import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { defineCommand } from "citty";
import { adoptionJson } from "../operate/adopt/adoption-json.ts";
import { adoptionText, afterText, questionText } from "../operate/adopt/adoption-text.ts";
import { agrees } from "./adopt/agree.ts";
import { adoptArguments, exitCodes, exitCodesText } from "./adopt/arguments.ts";
import { choicesOf } from "./adopt/asked.ts";
import { carryOut } from "./adopt/carry-out.ts";
import { placeOf } from "./adopt/place-of.ts";
import { planAdoption } from "./adopt/plan-adoption.ts";
import { runCommand } from "./run-command.ts";

const projectFolder = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");
const rawArgs = process.argv.slice(2);

const adopt = defineCommand({
    meta: {
        name: "npm run adopt --",
        description:
            "Takes a connection that people made by hand, and what belongs to it, into a stack: finds it, writes the settings, imports it. Nothing changes at Auth0 or Microsoft",
    },
    args: adoptArguments,
    run: async ({ args }) => {
        const choices = choicesOf(args.stack, rawArgs, projectFolder);
        const scratch = mkdtempSync(`${tmpdir()}/adopt-`);
        try {
            const place = await placeOf({ projectFolder, stack: args.stack, real: args.real, scratch }, say);
            const adoption = await planAdoption(place, choices, say);
            const print = args.json ? () => {} : (text: string) => console.log(text);
            print(adoptionText(adoption));
            const finish = (code: number, taken: readonly string[], after = adoption.remaining) => {
                if (args.json)
                    console.log(JSON.stringify(adoptionJson(adoption, { taken, remaining: after }), undefined, 2));
                process.exitCode = code;
            };

            const { left, made } = adoption.remaining;
            const differs = left.length > 0 || made.length > 0;
            if (differs && !args["with-differences"]) {
                print("Nothing was taken. To adopt it all the same: --with-differences");
                return finish(exitCodes.differs, []);
            }
            if (adoption.taken.length === 0 && adoption.edits.length === 0) {
                print("There is nothing to take: the state has it all.");
                return finish(exitCodes.adopted, []);
            }
            if (args["dry-run"]) {
                print("Nothing was taken: this was --dry-run.");
                return finish(exitCodes.adopted, []);
            }
            if (!args.yes && !(await agrees(questionText(adoption)))) {
                print("Nothing was taken. To agree without being asked: --yes");
                return finish(exitCodes.notAgreed, []);
            }
            const { remaining, taken } = await carryOut(place, adoption);
            print(afterText(args.stack, { taken, remaining }));
            const isSame = remaining.left.length === 0 && remaining.made.length === 0;
            finish(isSame || args["with-differences"] ? exitCodes.adopted : exitCodes.differs, taken, remaining);
        } finally {
            rmSync(scratch, { recursive: true, force: true });
        }
    },
});

await runCommand(adopt, rawArgs);
if (rawArgs.includes("--help") || rawArgs.includes("-h")) console.log(`\n${exitCodesText}`);

/** Beside the result: on standard error, so that the result alone can be piped. */
function say(line: string): void {
    process.stderr.write(`${line}\n`);
}
