import { defineCommand } from "citty";
import { engineForPerson } from "./engine-for-person.ts";
import { runCommand } from "./run-command.ts";

const engine = defineCommand({
    meta: {
        name: "npm run engine",
        description: "Gets the Pulumi engine where it is missing, and tells which one is used",
    },
    run: async () => {
        const { command, version, source, why } = await engineForPerson((line) => console.error(line));
        console.log(`${command}\n  version: ${version}\n  source:  ${source}\n  why:     ${why}`);
    },
});

await runCommand(engine, process.argv.slice(2));
