import { fileURLToPath } from "node:url";
import { defineCommand } from "citty";
import { PersonError } from "./person-error.ts";
import { rotateArguments } from "./rotate/arguments.ts";
import { askedOf } from "./rotate/asked.ts";
import { checkStacks } from "./rotate/check-stacks.ts";
import { outputsOf } from "./rotate/live-slots.ts";
import { rotateStacks } from "./rotate/rotate-stacks.ts";
import { runCommand } from "./run-command.ts";

const projectFolder = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");

const command = defineCommand({
    meta: {
        name: "npm run rotate --",
        description:
            "Renews the idle client secret and makes it active, in the stack file: a change of two or three lines for review. With --check: how long the secrets have",
    },
    args: rotateArguments,
    run: ({ args, rawArgs }) => {
        const asked = askedOf(args, rawArgs, projectFolder);
        const now = new Date();
        if (!asked.check) {
            const outputs = (stack: string) => outputsOf(stack, projectFolder, process.env);
            console.log(rotateStacks({ ...asked, projectFolder, now, outputsOf: outputs }));
            return;
        }
        const { exitCode, text } = checkStacks({ ...asked, projectFolder, now });
        console.log(text);
        if (exitCode > 0) throw new PersonError("", exitCode);
    },
});

await runCommand(command, process.argv.slice(2));
