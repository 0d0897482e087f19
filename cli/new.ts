import { fileURLToPath } from "node:url";
import { defineCommand } from "citty";
import { makeStack } from "./make-stack.ts";
import { runCommand } from "./run-command.ts";

const projectFolder = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");

const command = defineCommand({
    meta: {
        name: "npm run new --",
        description: "Makes a new stack after the example of another: its settings file and its program",
    },
    args: {
        stack: { type: "string", required: true, description: "Name of the new stack", valueHint: "staging" },
        like: { type: "string", required: true, description: "Stack to copy", valueHint: "dev" },
    },
    run: ({ args: { stack, like } }) => console.log(makeStack(projectFolder, stack, like)),
});

await runCommand(command, process.argv.slice(2));
