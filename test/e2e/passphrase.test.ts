import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Rehearsed, rehearsed } from "./rehearsed.ts";

describe("the passphrase of a state", () => {
    let run: Rehearsed;

    beforeAll(async () => {
        run = await rehearsed();
        expect((await run.driver.perform("preview")).errors).toEqual([]);
    });
    afterAll(() => run.close());

    it("that is wrong is told, and nothing is done", async () => {
        const mark = run.world.requests.mark();
        const preview = await run.withPassphrase("not the passphrase").perform("preview");

        expect(preview.succeeded).toBe(false);
        expect(preview.errors.join("\n")).toContain("incorrect passphrase");
        expect(run.world.requests.mark()).toBe(mark);
    });

    it("that is missing is told, with the variables that set it, and nothing is done", async () => {
        const mark = run.world.requests.mark();
        const preview = await run.withPassphrase(undefined).perform("preview");

        expect(preview.succeeded).toBe(false);
        expect(preview.errors.join("\n")).toContain(
            "passphrase must be set with PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE environment variables",
        );
        expect(run.world.requests.mark()).toBe(mark);
    });
});
