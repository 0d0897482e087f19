import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { brokenStateFile, putBack } from "../../../cli/repair/broken-state-file.ts";

describe("the state file of a back end in files", () => {
    let root = "";
    beforeEach(() => {
        root = mkdtempSync(`${tmpdir()}/broken-state-`);
        mkdirSync(`${root}/.pulumi/stacks/shop`, { recursive: true });
    });
    afterEach(() => rmSync(root, { recursive: true }));

    const file = () => `${root}/.pulumi/stacks/shop/dev.json`;
    const place = () => ({
        stack: "dev",
        project: "shop",
        folder: root,
        program: "",
        environment: { PULUMI_BACKEND_URL: `file://${root}` },
    });
    const write = (state: string, copy?: string) => {
        writeFileSync(file(), state);
        if (copy !== undefined) writeFileSync(`${file()}.bak`, copy);
    };

    it("that is whole is left alone", async () => {
        write('{"version":3}', '{"version":2}');

        expect(await brokenStateFile(place())).toBeUndefined();
    });

    it("that is not there is a stack that was never made", async () => {
        expect(await brokenStateFile(place())).toBeUndefined();
    });

    it.each(["", '{"version":3,"checkpoint":{"latest":{"resou'])(
        "that an engine did not live to write (%j) is put back from its copy",
        async (cutOff) => {
            write(cutOff, '{"version":2}');
            const broken = await brokenStateFile(place());

            expect(broken).toEqual({ file: file(), copy: `${file()}.bak` });
            if (broken !== undefined) putBack(broken);
            expect(readFileSync(file(), "utf8")).toBe('{"version":2}');
            expect(await brokenStateFile(place())).toBeUndefined();
        },
    );

    it.each([undefined, "", "{"])("without a whole copy (%j) is told with where else to look", async (copy) => {
        write("", copy);

        await expect(brokenStateFile(place())).rejects.toThrow(
            [
                `The state file of stack dev is cut off, and there is no whole copy of it beside it: ${file()}`,
                `Put back the newest that is whole of ${root}/.pulumi/history/shop/dev/*.checkpoint.json, and run this again; or rebuild the state:  npm run adopt -- --stack dev`,
            ].join("\n"),
        );
    });

    it("is not looked for where the state is kept elsewhere", async () => {
        const elsewhere = { ...place(), environment: { PULUMI_BACKEND_URL: "azblob://state" } };

        expect(await brokenStateFile(elsewhere)).toBeUndefined();
    });
});
