import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { brokenFiles, brokenText, mend } from "../../../cli/repair/broken-files.ts";

describe("the state of a back end in files", () => {
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

        expect(await brokenFiles(place())).toBeUndefined();
    });

    it("that is not there is a stack that was never made", async () => {
        expect(await brokenFiles(place())).toBeUndefined();
    });

    it.each(["", '{"version":3,"checkpoint":{"latest":{"resou'])(
        "that an engine did not live to write (%j) is put back from its copy",
        async (cutOff) => {
            write(cutOff, '{"version":2}');
            const broken = await brokenFiles(place());

            expect(broken).toEqual({ state: { file: file(), copy: `${file()}.bak` }, attributes: [] });
            if (broken !== undefined) mend(broken);
            expect(readFileSync(file(), "utf8")).toBe('{"version":2}');
            expect(await brokenFiles(place())).toBeUndefined();
        },
    );

    it.each([undefined, "", "{"])("without a whole copy (%j) is told with where else to look", async (copy) => {
        write("", copy);

        await expect(brokenFiles(place())).rejects.toThrow(
            [
                `The state file of stack dev is cut off, and there is no whole copy of it beside it: ${file()}`,
                `Put back the newest that is whole of ${root}/.pulumi/history/shop/dev/*.checkpoint.json, and run this again; or rebuild the state:  npm run adopt -- --stack dev`,
            ].join("\n"),
        );
    });

    it("is read again where what the engine notes beside its files is cut off", async () => {
        write('{"version":3}', '{"version":2}');
        const locks = `${root}/.pulumi/locks/organization/shop/dev`;
        mkdirSync(locks, { recursive: true });
        writeFileSync(`${file()}.attrs`, "");
        writeFileSync(`${file()}.bak.attrs`, '{"md5":"x"}');
        writeFileSync(`${locks}/1.json.attrs`, '{"user.cac');
        // Of another stack, whose engine may be writing it.
        writeFileSync(`${root}/.pulumi/stacks/shop/prod.json.attrs`, "");
        const broken = await brokenFiles(place());

        expect(broken).toEqual({ state: undefined, attributes: [`${file()}.attrs`, `${locks}/1.json.attrs`] });
        if (broken === undefined) return;
        expect(brokenText(broken)).toBe(
            [
                "What the engine notes beside its files is cut off; it does without, and that is removed:",
                `  ${file()}.attrs`,
                `  ${locks}/1.json.attrs`,
            ].join("\n"),
        );
        mend(broken);
        expect(await brokenFiles(place())).toBeUndefined();
        expect(readdirSync(`${root}/.pulumi/stacks/shop`).sort()).toEqual([
            "dev.json",
            "dev.json.bak",
            "dev.json.bak.attrs",
            "prod.json.attrs",
        ]);
    });

    it("is not looked for where the state is kept elsewhere", async () => {
        const elsewhere = { ...place(), environment: { PULUMI_BACKEND_URL: "azblob://state" } };

        expect(await brokenFiles(elsewhere)).toBeUndefined();
    });
});
