import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askProcess } from "../../../cli/sandbox/asked-process.ts";
import type { Driver } from "../../../engine/driver/driver.ts";
import { Azurite } from "../azurite/azurite.ts";
import { made, madeByDev, type Rehearsed, rehearsed, repository } from "../rehearsed.ts";

const locks = ".pulumi/locks/";

/** The engine asks a storage that is away again for half a minute. */
describe("a state on Azure Blob Storage", () => {
    let run: Rehearsed;
    let azurite: Azurite;
    let driver: Driver;

    beforeAll(async () => {
        run = await rehearsed();
        azurite = await Azurite.start(`${run.stateFolder}-azurite`);
        driver = run.rehearsal.drive(`${repository}/test/e2e/rotation/patient-program.ts`, {
            environment: azurite.environment,
        });
    });
    afterAll(async () => {
        await run.close();
        await azurite.stop();
    });

    /** Does something once Microsoft has done what a path asks for, and before anybody hears of it. */
    function once(path: RegExp, act: () => void): void {
        run.world.faults.onStruck = act;
        run.world.faults.add({ service: "microsoft", path, answer: "own", kind: "storage" });
    }

    it("that goes away in the middle of an update and stays away: the engine crashes, and that is told without its stack", async () => {
        let isAway: Promise<void> | undefined;
        once(/\/addPassword$/, () => {
            isAway = azurite.goAway();
        });
        const up = await driver.perform("up", { quiet: true });
        await isAway;

        expect(up).toMatchObject({ succeeded: false, changes: {} });
        expect(up.errors).toEqual([
            [
                "the engine crashed in gocloud.dev/blob/azureblob.(*writer).Close: runtime error: invalid memory address or nil pointer dereference",
                "It may have left the stack locked, and made what the state does not have. See that the state's place can be reached, then: npm run repair",
            ].join("\n"),
        ]);
        // What is made beside the secret may have got further or not; the connection waits for the secret.
        const done = made(run.world);
        expect(done).toContain("client secret slot a, issued 2026-11-02");
        expect(done).not.toContain("connection microsoft");
        expect(madeByDev).toEqual(expect.arrayContaining(done));
    });

    it("is locked when it comes back, and one command puts it in order: the update goes on, and makes nothing twice", async () => {
        await azurite.comeBack();
        expect(await azurite.blobs(locks)).toHaveLength(1);
        const locked = await driver.perform("up", { quiet: true });
        expect(locked.errors.join("\n")).toContain("the stack is currently locked by 1 lock(s)");

        const { environment, workFolder } = run.rehearsal;
        const outcome = await askProcess(environment, new URL("repair-process.ts", import.meta.url), {
            stack: "dev",
            project: "microsoft-connection",
            folder: workFolder,
            program: `${repository}/stacks/index.mjs`,
            environment: { ...environment, ...azurite.environment },
        });
        expect(outcome).toBe("repaired");
        expect(await azurite.blobs(locks)).toEqual([]);

        expect((await driver.perform("up", { quiet: true })).errors).toEqual([]);
        expect(made(run.world)).toEqual(madeByDev);
        expect((await driver.perform("preview", { quiet: true })).changes).toEqual({ same: 14 });
    });

    it("that comes back within seconds is waited for: the update ends well", async () => {
        run.edit((text) => text.replace("appName: Acme (development)", "appName: Acme for developers"));
        let isBack: Promise<void> | undefined;
        once(/\/applications\/[^/]+$/, () => {
            isBack = azurite.goAway().then(async () => {
                await sleep(3000);
                await azurite.comeBack();
            });
        });
        const up = await driver.perform("up", { quiet: true });
        await isBack;

        expect(up).toMatchObject({ succeeded: true, errors: [], changes: { same: 13, update: 1 } });
        expect(await azurite.blobs(locks)).toEqual([]);
    });

    it("ends with the stack", async () => {
        expect((await driver.perform("unprotect")).errors).toEqual([]);
        const destroyed = await driver.perform("destroy", { quiet: true });

        expect(destroyed).toMatchObject({ succeeded: true, errors: [], changes: { delete: 14 } });
        expect(made(run.world)).toEqual(["API Auth0 My Account API"]);
        expect(await azurite.blobs(locks)).toEqual([]);
    });
});
