import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { commandsOfTests } from "./commands.ts";
import { repository } from "./rehearsed.ts";

const commands = commandsOfTests("adopt-command");

describe("npm run adopt", () => {
    it("says that there is nothing to take where the state has it all, and leaves the stack file as it is", async () => {
        const before = readFileSync(`${repository}/Pulumi.dev.yaml`, "utf8");
        const sandbox = commands.run("cli/sandbox.ts", "--providers", "stand-in");
        await sandbox.says("Up until Ctrl-C.");
        const adopt = commands.run("cli/adopt.ts", "--stack", "dev", "--yes", "--json");

        expect(await adopt.exited, adopt.printed()).toBe(0);
        expect(JSON.parse(adopt.out())).toMatchObject({
            stack: "dev",
            edits: [],
            toTake: [],
            taken: [],
            left: [],
            toMake: [],
            lostOptions: [],
        });
        expect(adopt.err()).toContain("Adoption into dev of what the running sandbox has");
        expect(readFileSync(`${repository}/Pulumi.dev.yaml`, "utf8")).toBe(before);
    });

    it("says that without a sandbox there is nothing to adopt", async () => {
        const adopt = commands.run("cli/adopt.ts", "--stack", "dev");

        expect(await adopt.exited).toBe(1);
        expect(adopt.err()).toBe(
            [
                "No sandbox runs, and one of its own would have nothing to adopt.",
                "Start one:  npm run sandbox -- --stack dev",
                "Or adopt what the vendors have:  npm run adopt -- --stack dev --real",
                "",
            ].join("\n"),
        );
    });
});
