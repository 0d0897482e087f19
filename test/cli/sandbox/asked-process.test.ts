import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PersonError } from "../../../cli/person-error.ts";
import { askProcess } from "../../../cli/sandbox/asked-process.ts";

const here = (file: string) => new URL(`../../../cli/${file}`, import.meta.url).href;
const environment = { PATH: process.env["PATH"], WORLD: "sandbox" };

describe("a process of another world", () => {
    let folder: string;
    beforeAll(() => {
        folder = mkdtempSync(`${tmpdir()}/asked-process-`);
    });
    afterAll(() => rmSync(folder, { recursive: true }));

    function asked(body: string): Promise<unknown> {
        const file = `${folder}/process.ts`;
        writeFileSync(
            file,
            `import { answerParent } from "${here("sandbox/asked-process.ts")}";
            import { PersonError } from "${here("person-error.ts")}";
            answerParent(async ({ name }) => { ${body} });`,
        );
        return askProcess(environment, pathToFileURL(file), { name: "dev" });
    }

    it("answers from its own environment", async () => {
        expect(await asked("return [name, process.env.WORLD, process.env.HOME];")).toEqual(["dev", "sandbox", null]);
    });

    it("tells the person what is theirs to mend", async () => {
        const failed = asked('throw new PersonError("no credentials are set");');
        await expect(failed).rejects.toThrow(new PersonError("no credentials are set"));
    });

    it("fails with an error of its own, and where it ends without an answer", async () => {
        await expect(asked('throw new Error("a bug");')).rejects.toThrow(/^Error: a bug\n {4}at /);
        await expect(asked("process.exit(7);")).rejects.toThrow(
            /process\.ts ended by exit code 7 and without an answer$/,
        );
    });
});
