import { spawnSync } from "node:child_process";
import { copyFileSync, cpSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from "vitest";
import { repairStack } from "../../../cli/repair/repair-stack.ts";
import type { Driver } from "../../../engine/driver/driver.ts";
import { stackProgram } from "../../../reliability/stack/trial-stack.ts";
import { made, madeByDev, type Rehearsed, rehearsed, repository } from "../rehearsed.ts";
import { tinyDisk } from "./tiny-disk.ts";

const program = `${repository}/test/e2e/rotation/patient-program.ts`;
const isLocked =
    "the stack is currently locked by 1 lock(s). Either wait for the other process(es) to end or delete the lock file with `pulumi cancel`.";

/** Much more than these take: a machine that does other things as well is no failure. */
describe("the state of a stack", () => {
    let run: Rehearsed;
    let driver: Driver;

    beforeAll(async () => {
        run = await rehearsed();
        // One after the other: of two engines that make the stack's state at once, the second is told that it is there.
        expect((await run.driver.perform("outputs")).errors).toEqual([]);
        driver = run.rehearsal.drive(program);
        expect((await driver.perform("outputs")).errors).toEqual([]);
    });
    afterAll(() => run.close());

    const stateFile = (folder = run.stateFolder) => `${folder}/.pulumi/stacks/microsoft-connection/dev.json`;

    /** What the connection signs in with at Microsoft. */
    const inUse = () => [...run.world.tenant.connections.values()].map(({ options }) => options["client_secret"]);

    async function up(): Promise<Readonly<Record<string, number>>> {
        const { changes, errors } = await driver.perform("up", { quiet: true });
        expect(errors).toEqual([]);
        return changes;
    }

    it("is locked while an update goes on: a second one and a refresh are refused, a preview is not", async () => {
        run.world.directory.secretLagMs = 3_600_000;
        const first = run.driver.perform("up");
        while (!run.printed().includes("waiting until Microsoft knows the new client secret")) await sleep(50);
        const mark = run.world.requests.mark();
        const second = await driver.perform("up", { quiet: true });
        const refresh = await driver.perform("refresh", { quiet: true });
        const asked = run.world.requests.since(mark).filter(({ path }) => !path.endsWith("/oauth2/v2.0/token"));
        const preview = await driver.perform("preview", { quiet: true });

        expect(second).toMatchObject({ succeeded: false, changes: {}, errors: [isLocked] });
        expect(refresh).toMatchObject({ succeeded: false, changes: {}, errors: [isLocked] });
        expect(asked).toEqual([]);
        expect(preview).toMatchObject({ succeeded: true, errors: [], changes: { create: 2, same: 12 } });

        run.world.directory.secretLagMs = 0;
        expect(await first).toMatchObject({ succeeded: true, errors: [], changes: { create: 14 } });
        expect(made(run.world)).toEqual(madeByDev);
        expect(await up()).toEqual({ same: 14 });
    });

    it("can be older than the clouds: what it has not is never made twice, and the former stack file leads on", async () => {
        const original = run.stackFile();
        copyFileSync(stateFile(), `${stateFile()}.older`);
        run.edit(renamed);
        run.edit(rotated);
        expect(await up()).toEqual({ same: 12, create: 1, update: 2 });
        const everything = made(run.world);
        const secrets = inUse();

        copyFileSync(`${stateFile()}.older`, stateFile());
        const refused = await driver.perform("up", { quiet: true });
        expect(refused.succeeded).toBe(false);
        expect(refused.errors.join("\n")).toContain(
            '"slot b, issued 2027-01-10" exists, is not in the state, and a connection signs in with it: the state is older than the clouds.',
        );
        expect(made(run.world)).toEqual(everything);
        expect(inUse()).toEqual(secrets);

        // As docs/states.md has it: the stack file of that day, and what is true of the clouds.
        run.edit(() => original);
        expect((await driver.perform("refresh", { quiet: true })).errors).toEqual([]);
        await up();
        run.edit(renamed);
        run.edit(rotated);
        expect(await up()).toEqual({ same: 12, create: 1, update: 2 });
        expect(made(run.world)).toEqual(everything);
        expect(inUse()).not.toEqual(secrets);
        expect(await up()).toEqual({ same: 15 });
    });

    it("keeps every secret when its passphrase is changed, and opens with the new one only", async () => {
        const secrets = (await driver.perform("outputs")).outputs?.["clientSecrets"];
        const passphrase = run.rehearsal.environment["PULUMI_CONFIG_PASSPHRASE"] ?? "";
        changePassphrase(run, passphrase, "another passphrase");

        const former = await driver.perform("up", { quiet: true });
        expect(former.errors).toEqual(["getting stack configuration: get stack secrets manager: incorrect passphrase"]);
        const withNew = run.withPassphrase("another passphrase");
        expect(await withNew.perform("preview", { quiet: true })).toMatchObject({ errors: [], changes: { same: 15 } });
        expect((await withNew.perform("outputs")).outputs?.["clientSecrets"]).toEqual(secrets);

        changePassphrase(run, "another passphrase", passphrase);
        expect((await driver.perform("outputs")).outputs?.["clientSecrets"]).toEqual(secrets);
    });

    it("survives a disk that fills in the middle of a rotation: one repair, one update, no secret too many", async ({
        skip,
    }) => {
        const disk = tinyDisk(`${run.stateFolder}-tiny`);
        if (disk === undefined) return skip("nobody here may mount a file system");
        onTestFinished(disk.remove);
        cpSync(`${run.stateFolder}/.pulumi`, `${disk.folder}/.pulumi`, { recursive: true });
        const onDisk = run.rehearsal.drive(program, { environment: { PULUMI_BACKEND_URL: `file://${disk.folder}` } });
        const secrets = inUse();

        run.edit(rotatedAgain);
        run.world.faults.onStruck = disk.fill;
        run.world.faults.add({
            service: "microsoft",
            method: "POST",
            path: /\/addPassword$/,
            answer: "own",
            // What the engine was writing comes to its end first, and leaves no room behind.
            delayMs: 1000,
            kind: "full disk",
        });
        const full = await onDisk.perform("up", { quiet: true });
        expect(full.succeeded).toBe(false);
        expect(full.errors.join("\n")).toContain("no space left on device");
        expect(inUse()).toEqual(secrets);

        // Cut off is now the state, or what the engine notes beside it. As docs/states.md has it: room, and one command.
        disk.empty();
        const { environment, workFolder: folder } = run.rehearsal;
        const place = { stack: "dev", project: "microsoft-connection", folder, program: stackProgram };
        const backEnd = { PULUMI_BACKEND_URL: `file://${disk.folder}` };
        const { outcome } = await repairStack({ ...place, environment: { ...environment, ...backEnd } }, {}, () => {});
        expect(outcome).toBe("repaired");
        const again = await onDisk.perform("up", { quiet: true });
        expect(again.errors).toEqual([]);
        expect(made(run.world).filter((item) => item.startsWith("client secret"))).toEqual([
            "client secret slot a, issued 2027-03-10",
            "client secret slot b, issued 2027-01-10",
        ]);
        expect(inUse()).not.toEqual(secrets);
        expect((await onDisk.perform("preview", { quiet: true })).changes).toEqual({ same: 15 });
        await onDisk.stop();
    });
});

const slotA = `          a:
            issued: "2026-11-02"
            ends: "2027-05-01"
`;

function renamed(text: string): string {
    return text.replace("appName: Acme (development)", "appName: Acme for developers");
}

/** Slot b comes, and is in use. */
function rotated(text: string): string {
    const slotB = slotA.replace("a:", "b:").replace("2026-11-02", "2027-01-10").replace("2027-05-01", "2027-07-09");
    return text.replace("active: a", "active: b").replace(slotA, `${slotA}${slotB}`);
}

/** Slot a is renewed, and in use again. */
function rotatedAgain(text: string): string {
    return text
        .replace("active: b", "active: a")
        .replace(slotA, slotA.replace("2026-11-02", "2027-03-10").replace("2027-05-01", "2027-09-06"));
}

function changePassphrase({ rehearsal }: Rehearsed, from: string, to: string): void {
    const { status, stderr } = spawnSync(
        inject("engine"),
        ["stack", "change-secrets-provider", "passphrase", "--stack", "dev", "--non-interactive"],
        {
            cwd: rehearsal.workFolder,
            env: { ...rehearsal.environment, PULUMI_CONFIG_PASSPHRASE: from },
            input: `${to}\n`,
            encoding: "utf8",
        },
    );
    expect([status, stderr]).toEqual([0, ""]);
}
