import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { policyPacks } from "../../cli/policy-packs.ts";
import { liveSlots } from "../../cli/rotate/live-slots.ts";
import type { OperationResult } from "../../engine/driver/driver-protocol.ts";
import { packDays } from "../../operate/rotate/pack-days.ts";
import { type RotateArgs, type Rotation, rotate } from "../../operate/rotate/rotate.ts";
import { stackFileSettings } from "../../operate/rotate/stack-file-settings.ts";
import { made, type Rehearsed, rehearsed, repository } from "./rehearsed.ts";
import { Commuter } from "./rotation/commuter.ts";
import { killedUp } from "./rotation/killed.ts";
import { lagging } from "./rotation/lagging.ts";

const program = `${repository}/test/e2e/rotation/patient-program.ts`;
const marked = /unable to replace resource ".*"\s+as it is currently marked for protection/;

/** What was changed but what stayed the same. */
function changed({ changes }: OperationResult): Record<string, number> {
    return Object.fromEntries(Object.entries(changes).filter(([operation]) => operation !== "same"));
}

describe("rotation while a user signs in and exchanges without a pause", () => {
    let run: Rehearsed;
    let commuter: Commuter;
    let stackFile = "";
    let driver: Rehearsed["driver"];

    beforeAll(async () => {
        run = await rehearsed();
        expect((await run.driver.perform("up")).errors).toEqual([]);
        driver = run.rehearsal.drive(program);
        run.edit((text) => {
            stackFile = text;
            return text;
        });
        commuter = await Commuter.start(run, "dev");
    });
    afterAll(async () => {
        await commuter.stop();
        await run.close();
    });

    const secrets = () =>
        made(run.world)
            .filter((item) => item.startsWith("client secret"))
            .map((item) => item.replace("client secret ", ""));

    /** Makes the change that `npm run rotate` would make on a day. */
    function rotated(day: string, options: Partial<RotateArgs> = {}): Rotation["plans"] {
        const { settings } = stackFileSettings(stackFile, "microsoft-connection");
        if (settings === undefined) throw new Error("the stack file is broken");
        const rotation = rotate({
            stack: "dev",
            project: "microsoft-connection",
            text: stackFile,
            settings,
            now: new Date(`${day}T09:00:00Z`),
            packDays: packDays(undefined),
            ...options,
        });
        expect(rotation.problems).toEqual([]);
        write(rotation.text);
        return rotation.plans;
    }

    function write(text: string): void {
        stackFile = text;
        run.edit(() => text);
    }

    /** Lets time pass on the services' clock, so that the secret in use is older than the lag of the next. */
    async function pass(seconds: number): Promise<void> {
        for (let passed = 0; passed < seconds; passed += 12) {
            run.world.clock.advance(12_000);
            await commuter.travels();
        }
    }

    async function up(): Promise<OperationResult> {
        const result = await driver.perform("up", { quiet: true });
        expect(result.errors).toEqual([]);
        return result;
    }

    async function isRefused(operation: "preview" | "up", why: RegExp): Promise<void> {
        const result = await driver.perform(operation, { quiet: true });
        expect(result.succeeded).toBe(false);
        expect(result.errors.join("\n")).toMatch(why);
    }

    it("is a change that the policy pack and a preview pass", async () => {
        rotated("2027-01-10");
        const preview = await run.rehearsal
            .drive(program, { policyPacks: policyPacks(repository) })
            .perform("preview", { quiet: true });

        expect(preview.errors).toEqual([]);
        expect(preview.violations.filter(({ level }) => level === "mandatory")).toEqual([]);
        expect(changed(preview)).toEqual({ create: 1, update: 1 });
    });

    it.each([
        {
            day: "2027-01-10",
            lagSeconds: 0,
            changes: { create: 1, update: 1 },
            slots: ["a 2026-11-02", "b 2027-01-10"],
        },
        {
            day: "2027-03-10",
            lagSeconds: 5,
            changes: { replace: 1, update: 1 },
            slots: ["a 2027-03-10", "b 2027-01-10"],
        },
        {
            day: "2027-05-10",
            lagSeconds: 20,
            changes: { replace: 1, update: 1 },
            slots: ["a 2027-03-10", "b 2027-05-10"],
        },
        {
            day: "2027-07-10",
            lagSeconds: 40,
            changes: { replace: 1, update: 1 },
            slots: ["a 2027-07-10", "b 2027-05-10"],
        },
        {
            day: "2027-09-10",
            lagSeconds: 60,
            changes: { replace: 1, update: 1 },
            slots: ["a 2027-07-10", "b 2027-09-10"],
        },
    ])(
        "changes the secret on $day, which Microsoft knows after $lagSeconds s",
        async ({ day, lagSeconds, changes, slots }) => {
            rotated(day);
            await pass(lagSeconds);
            const before = { ...commuter.succeeded };
            const refused = await lagging(run.world, lagSeconds * 1000, async () => {
                expect(changed(await up())).toEqual(changes);
            });

            expect(refused > 0).toBe(lagSeconds > 0);
            expect(commuter.succeeded["sign-in"]).toBeGreaterThan(before["sign-in"] + 2);
            expect(commuter.succeeded.exchange).toBeGreaterThan(before.exchange + 2);
            await commuter.travels();
            expect(secrets()).toEqual(slots.map((slot) => `slot ${slot.replace(" ", ", issued ")}`));
            expect(commuter.failures).toEqual([]);
        },
    );

    it("goes on where an up was killed after Microsoft removed the idle secret, with a refresh", async () => {
        rotated("2027-11-10");
        const killed = await killedUp(run, program, { service: "microsoft", method: "POST", path: /removePassword$/ });
        expect(killed.errors).toEqual(["the driver of the engine ended by SIGKILL"]);
        expect(secrets()).toEqual(["slot b, issued 2027-09-10"]);
        await commuter.travels();

        driver = run.rehearsal.drive(program);
        const again = await driver.perform("up", { quiet: true });
        expect(again.succeeded).toBe(false);
        expect(again.warnings.join("\n")).toContain(
            "run `npm run repair -- --stack dev`, or `pulumi up --refresh`; the connection keeps the secret it has",
        );
        await commuter.travels();
        expect((await driver.perform("refresh", { quiet: true })).errors).toEqual([]);
    });

    it("leaves no third secret where an up was killed after Microsoft made the new one", async () => {
        const killed = await killedUp(run, program, { service: "microsoft", method: "POST", path: /addPassword$/ });
        expect(killed.errors).toEqual(["the driver of the engine ended by SIGKILL"]);
        expect(secrets()).toEqual(["slot a, issued 2027-11-10", "slot b, issued 2027-09-10"]);
        await commuter.travels();
    });

    it("keeps the secret in use, and its protection, where the connection cannot be updated", async () => {
        driver = run.rehearsal.drive(program);
        run.world.faults.add({
            service: "auth0",
            method: "PATCH",
            path: /^\/api\/v2\/connections\/[^/]+$/,
            answer: () => Response.json({ statusCode: 400, error: "Bad Request", message: "Not now" }, { status: 400 }),
        });
        const failed = await driver.perform("up");
        expect(failed.errors.join("\n")).toContain("Not now");
        expect(run.printed()).toContain("microsoft-a: removed the client secret that an interrupted update left");
        expect(secrets()).toEqual(["slot a, issued 2027-11-10", "slot b, issued 2027-09-10"]);
        await commuter.travels();

        const halfWay = stackFile;
        rotated("2027-11-11");
        await isRefused("preview", marked);
        await isRefused("up", marked);
        write(halfWay);
        await commuter.travels();
    });

    it("ends as if nothing had been where an up was killed after Auth0 had the new secret", async () => {
        const killed = await killedUp(run, program, {
            service: "auth0",
            method: "PATCH",
            path: /^\/api\/v2\/connections\/[^/]+$/,
        });
        expect(killed.errors).toEqual(["the driver of the engine ended by SIGKILL"]);
        await commuter.travels();

        driver = run.rehearsal.drive(program);
        expect(changed(await up())).toEqual({ update: 1 });
        expect(secrets()).toEqual(["slot a, issued 2027-11-10", "slot b, issued 2027-09-10"]);
        await commuter.travels();
        expect(changed(await driver.perform("preview", { quiet: true }))).toEqual({});
    });

    it("refuses to renew the active secret in place, in preview and up", async () => {
        const good = stackFile;
        write(good.replace("2027-11-10", "2027-11-12"));
        await isRefused("preview", marked);
        await isRefused("up", marked);
        write(good);
        await commuter.travels();
    });

    it("is taken back by setting active back", async () => {
        write(stackFile.replace("active: a", "active: b"));
        expect(changed(await up())).toEqual({ update: 1 });
        await commuter.travels();
        expect(secrets()).toEqual(["slot a, issued 2027-11-10", "slot b, issued 2027-09-10"]);
    });

    it("removes a leaked secret in two steps, of which the second is refused before the first is deployed", async () => {
        const isLive = await outputsSay();
        rotated("2028-01-10", { compromised: true });
        const first = stackFile;
        expect(rotated("2028-01-10", { compromised: true, isLive })).toMatchObject([{ kind: "done" }]);
        expect(stackFile).toBe(first);
        rotated("2028-01-10", { compromised: true, isLive: () => true });
        await isRefused("preview", /cannot be deleted\s+because it is protected|marked for protection/);
        write(first);

        expect(changed(await up())).toEqual({ replace: 1, update: 1 });
        await commuter.travels();
        expect(rotated("2028-01-11", { compromised: true, isLive: await outputsSay() })).toMatchObject([
            { kind: "remove", slot: "b" },
        ]);
        expect(changed(await up())).toEqual({ delete: 1 });
        expect(secrets()).toEqual(["slot a, issued 2028-01-10"]);
        await commuter.travels();
    });

    async function outputsSay() {
        const { outputs = {} } = await driver.perform("outputs");
        return liveSlots("dev", Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value])));
    }

    it("failed no sign-in and no exchange", () => {
        expect(commuter.failures).toEqual([]);
        expect(commuter.succeeded["sign-in"]).toBeGreaterThan(60);
        expect(commuter.succeeded.exchange).toBeGreaterThan(60);
    });

    it("gave no secret away: not in print, not in state, history, backups and logs, not in an output that is not marked secret", async () => {
        const { outputs = {} } = await run.driver.perform("outputs", { quiet: true });
        const open = Object.values(outputs).filter(({ secret }) => !secret);
        const texts = [run.printed(), JSON.stringify(open), ...run.written()];
        const secrets = [...run.world.tenant.issuedSecrets, ...run.world.directory.issuedSecrets];

        expect(secrets.length).toBeGreaterThan(60);
        expect(secrets.filter((secret) => texts.some((text) => text.includes(secret)))).toEqual([]);
    });
});
