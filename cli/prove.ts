import { fileURLToPath } from "node:url";
import { defineCommand } from "citty";
import type { Verdict } from "../proof/verdict.ts";
import { PersonError } from "./person-error.ts";
import { proveArguments } from "./prove/arguments.ts";
import { type Asked, verdictOn } from "./prove/verdict-on.ts";
import { verdictText } from "./prove/verdict-text.ts";
import { runCommand } from "./run-command.ts";
import { stackNames } from "./stack-settings.ts";

const projectFolder = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");

const prove = defineCommand({
    meta: {
        name: "npm run prove --",
        description:
            "Proves that people can sign in with a deployed stack, that its apps get Microsoft Graph tokens, and nobody else",
    },
    args: proveArguments,
    run: async ({ args }) => {
        refuseContradictions(args);
        const verdict = await verdictOn({ ...args, projectFolder });
        console.log(args.json ? json(args.stack, args.real, verdict) : verdictText(verdict));
        if (verdict.rows.some(({ outcome }) => outcome === "broken")) throw new PersonError("", 1);
    },
});

await runCommand(prove, process.argv.slice(2));

function refuseContradictions({ client, real, stack, unattended }: Omit<Asked, "projectFolder">): void {
    if (!real && (unattended || client !== undefined)) {
        throw new PersonError(
            `--unattended and --client are for --real: npm run prove -- --stack ${stack} --real${unattended ? " --unattended" : ""}`,
        );
    }
    const stacks = stackNames(projectFolder);
    if (!stacks.includes(stack)) {
        throw new PersonError(
            `There is no stack "${stack}": no file Pulumi.${stack}.yaml. Stacks here: ${stacks.join(", ")}.`,
        );
    }
}

function json(stack: string, real: boolean, { rows, causes, milliseconds }: Verdict): string {
    const count = (outcome: string) => rows.filter((row) => row.outcome === outcome).length;
    return JSON.stringify(
        {
            stack,
            world: real ? "real" : "sandbox",
            held: count("held"),
            broken: count("broken"),
            untried: count("untried"),
            milliseconds,
            rows,
            causes,
        },
        undefined,
        2,
    );
}
