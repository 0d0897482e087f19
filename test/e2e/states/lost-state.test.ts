import { mkdirSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CarriedOut, carryOut } from "../../../cli/adopt/carry-out.ts";
import type { AdoptPlace } from "../../../cli/adopt/place.ts";
import { planAdoption } from "../../../cli/adopt/plan-adoption.ts";
import { pulumiHomeView } from "../../../cli/review/pulumi-home-view.ts";
import type { Driver } from "../../../engine/driver/driver.ts";
import { made, madeByDev, type Rehearsed, rehearsed, repository } from "../rehearsed.ts";

/** Much more than these take: a machine that does other things as well is no failure. */
describe("a stack whose state is lost", () => {
    let run: Rehearsed;
    let place: AdoptPlace;
    let driver: Driver;

    beforeAll(async () => {
        run = await rehearsed();
        expect((await run.driver.perform("up", { quiet: true })).errors).toEqual([]);
        place = inEmptyState(run);
        driver = run.rehearsal.drive(`${repository}/test/e2e/rotation/patient-program.ts`, {
            environment: { PULUMI_BACKEND_URL: place.environment["PULUMI_BACKEND_URL"] },
        });
    });
    afterAll(() => run.close());

    it("is not deployed a second time: the preview tells what exists", async () => {
        const preview = await driver.perform("preview", { quiet: true });

        expect(preview.succeeded).toBe(false);
        expect(preview.errors.join("\n")).toContain("exists already, and the state of this stack does not have it.");
        expect(made(run.world)).toEqual(madeByDev);
    });

    it("gets its state again by adoption, which changes nothing in the clouds", async () => {
        const adopted = await adoptedAgain(place);

        expect(adopted.taken.toSorted()).toEqual([
            "Application microsoft",
            "Client portal",
            "ClientCredentials portal",
            "ClientGrant portal/acme-dev.eu.auth0.com",
            "Connection microsoft",
            "ConnectionClient microsoft/portal",
            "ServicePrincipal microsoft",
        ]);
        expect(made(run.world)).toEqual(madeByDev);

        expect(adopted.remaining).toEqual({ asFound: [], left: [], made: [] });
        expect((await driver.perform("up", { quiet: true })).errors).toEqual([]);
        expect((await driver.perform("preview", { quiet: true })).changes).toEqual({ same: 12 });
        expect(made(run.world)).toEqual(madeByDev);
    });

    it("rotates from the secret that only Auth0 and Microsoft still have", async () => {
        const inUse = () => [...run.world.tenant.connections.values()].map(({ options }) => options["client_secret"]);
        const before = inUse();
        run.edit((text) =>
            text.replace(
                "active: existing",
                'active: a\n        slots:\n          a:\n            issued: "2026-11-26"\n            ends: "2027-05-25"',
            ),
        );
        const { changes, errors } = await driver.perform("up", { quiet: true });

        expect(errors).toEqual([]);
        expect(changes).toMatchObject({ create: 1, update: 1 });
        expect(inUse()).not.toEqual(before);
        expect(made(run.world)).toEqual([...madeByDev, "client secret slot a, issued 2026-11-26"].toSorted());
    });
});

function inEmptyState({ rehearsal, stateFolder }: Rehearsed): AdoptPlace {
    const { environment, workFolder } = rehearsal;
    const scratch = `${stateFolder}-scratch`;
    const state = `${stateFolder}-empty`;
    for (const folder of [scratch, state]) mkdirSync(folder);
    return {
        stack: "dev",
        project: "microsoft-connection",
        folder: workFolder,
        program: `${repository}/stacks/index.mjs`,
        stackFile: `${workFolder}/Pulumi.dev.yaml`,
        projectFolder: repository,
        scratch,
        environment: {
            ...environment,
            PULUMI_BACKEND_URL: `file://${state}`,
            PULUMI_HOME: pulumiHomeView(environment, `${scratch}/home`),
        },
    };
}

/** As `npm run adopt` does it. */
async function adoptedAgain(place: AdoptPlace): Promise<CarriedOut> {
    return carryOut(place, await planAdoption(place, { connections: {}, clients: {} }, () => {}));
}
