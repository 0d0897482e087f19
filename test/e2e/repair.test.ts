import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { repairStack } from "../../cli/repair/repair-stack.ts";
import type { Repair } from "../../operate/repair/repair.ts";
import type { World } from "../../sandbox/world.ts";
import { made, madeByDev, type Rehearsed, rehearsed, repository } from "./rehearsed.ts";

/** One update after the other in trouble, on one stack: each test goes on where the one before it stopped. */
describe("a stack whose first updates go wrong", () => {
    let run: Rehearsed;
    let others: string;

    beforeAll(async () => {
        run = await rehearsed();
        addThingsOfProd(run.world);
        others = thingsOfProd(run.world);
        return () => run.close();
    });

    it("says what was made and not noted, and makes none of it a second time", async () => {
        const { world } = run;
        const { faults } = world;
        // Entra does not know the app registration yet that it has just made, which the azuread provider takes for a failure.
        faults.add({
            service: "microsoft",
            method: "GET",
            path: /\/v1\.0\/applications\/[^/]+$/,
            answer: () => Response.json({ error: { code: "Request_ResourceNotFound", message: "" } }, { status: 404 }),
        });
        faults.add({ service: "auth0", method: "POST", path: /\/clients$/, afterwards: true, answer: "half" });
        expect((await run.driver.perform("up", { quiet: true })).succeeded).toBe(false);
        const before = nameless(world);
        expect(before).toEqual(["app registration Acme (development)", "client Acme Portal (development)"]);

        const { errors, succeeded } = await run.driver.perform("up", { quiet: true });
        expect(succeeded).toBe(false);
        expect(errors.join("\n")).toMatch(/exists already, .*\n {2}- take it back, .*: npm run repair -- --stack dev/);
        expect(nameless(world)).toEqual(before);
    });

    it("takes it back with one command", async () => {
        const { diagnosis, outcome } = await repaired(run);
        expect(outcome).toBe("repaired");
        expect(diagnosis.takes.map(({ name, type }) => `${type.split(":").at(-1)} ${name}`)).toEqual(
            expect.arrayContaining(["Application microsoft", "Client portal"]),
        );
        expect(diagnosis.removes).toEqual([]);
    });

    it("notices a grant that exists with fewer scopes, which the provider would take over as it is", async () => {
        const { tenant } = run.world;
        const [portal] = [...tenant.clients.values()].filter(({ name }) => name === "Acme Portal (development)");
        const id = "cgr_byhand0000000001";
        tenant.clientGrants.set(id, {
            id,
            client_id: String(portal?.client_id),
            audience: "https://acme-dev.eu.auth0.com/me/",
            scope: ["read:me:connected_accounts"],
            subject_type: "user",
        });
        const refusal =
            /grant of client \w+ for https:\/\/acme-dev\.eu\.auth0\.com\/me\/ \(cgr_byhand0000000001; read:me:/;
        expect((await run.driver.perform("preview", { quiet: true })).errors.join("\n")).toMatch(refusal);
        const up = await run.driver.perform("up", { quiet: true });
        expect([up.succeeded, refusal.test(up.errors.join("\n"))]).toEqual([false, true]);

        const { diagnosis } = await repaired(run);
        expect(diagnosis.takes.map(({ id }) => id)).toContain(id);
    });

    it("has its connection back, whose answer was lost, and no client secret that nobody knows", async () => {
        const { directory, faults } = run.world;
        faults.add({ service: "auth0", method: "POST", path: /\/connections$/, afterwards: true, answer: "half" });
        expect((await run.driver.perform("up", { quiet: true })).succeeded).toBe(false);
        const [id = "", application] =
            [...directory.applications].find(([, { displayName }]) => displayName === "Acme (development)") ?? [];
        const [known] = application?.passwordCredentials ?? [];
        if (application === undefined || known === undefined) throw new Error("there is no client secret");
        // As the azuread provider leaves one, when Entra does not show it for five minutes.
        const lost = { ...known, keyId: randomUUID(), hint: "zzz" };
        directory.applications.set(id, { ...application, passwordCredentials: [known, lost] });

        const { diagnosis } = await repaired(run);
        expect(diagnosis.takes.map(({ what }) => what)).toEqual([
            expect.stringMatching(/^connection "microsoft" \(con_\w+\)$/),
        ]);
        expect(diagnosis.secrets.map(({ keyId }) => keyId)).toEqual([lost.keyId]);
    });

    it("is as an undisturbed one after the next update, and needs no repair", async () => {
        expect((await run.driver.perform("up", { quiet: true })).errors).toEqual([]);
        const ofProd = ["app registration Acme (production)", "client Acme Portal (production)"];
        expect(made(run.world)).toEqual([...madeByDev, ...ofProd].sort());
        const scopes = [...run.world.tenant.clientGrants.values()].find(({ id }) => id.startsWith("cgr_byhand"))?.scope;
        expect(scopes?.length).toBeGreaterThan(1);
        const { diagnosis, outcome } = await repaired(run);
        expect([outcome, diagnosis.left]).toEqual(["healthy", []]);
        expect(thingsOfProd(run.world)).toBe(others);
    });

    it("has its state read again, of which the engine did not live to note what it notes beside it", async () => {
        writeFileSync(`${run.stateFolder}/.pulumi/stacks/microsoft-connection/dev.json.attrs`, "");
        const { errors } = await run.driver.perform("preview", { quiet: true });
        expect(errors.join("\n")).toContain("EOF");

        expect((await repaired(run)).outcome).toBe("repaired");
        expect((await run.driver.perform("preview", { quiet: true })).changes).toEqual({ same: 14 });
    });
});

describe("a stack that is destroyed straight after a repair", () => {
    let run: Rehearsed;

    beforeAll(async () => {
        run = await rehearsed();
        return () => run.close();
    });

    it("leaves the tenant its My Account API, which the repair has taken into the state", async () => {
        const apis = () => [...run.world.tenant.resourceServers.values()].map(({ identifier }) => identifier);
        const answer = { path: /\/resource-servers$/, afterwards: true, answer: "half" } as const;
        run.world.faults.add({ service: "auth0", method: "POST", ...answer });
        expect((await run.driver.perform("up", { quiet: true })).succeeded).toBe(false);
        const before = apis();
        expect(before).toContain("https://acme-dev.eu.auth0.com/me/");

        const { diagnosis } = await repaired(run);
        expect(diagnosis.takes.map(({ name }) => name)).toContain("my-account/acme-dev.eu.auth0.com");
        await run.driver.perform("unprotect", { quiet: true });
        expect((await run.driver.perform("destroy", { quiet: true })).errors).toEqual([]);
        expect(apis()).toEqual(before);
        expect(made(run.world)).toEqual(["API Auth0 My Account API"]);
    });
});

function repaired({ rehearsal }: Rehearsed): Promise<Repair> {
    const { environment, workFolder: folder } = rehearsal;
    const program = `${repository}/stacks/index.mjs`;
    const place = { stack: "dev", project: "microsoft-connection", folder, program, environment };
    return repairStack(place, {}, () => {});
}

const markOfProd = "Managed by Pulumi stack microsoft-connection/prod";

/** A client and an app registration that another stack manages. */
function addThingsOfProd({ directory, tenant }: World): void {
    const [client] = [...tenant.clients.values()];
    const [application] = [...directory.applications.values()];
    if (client === undefined || application === undefined) throw new Error("the clouds are empty");
    const client_id = "prodprodprodprodprodprodprodprod";
    tenant.clients.set(client_id, {
        ...client,
        client_id,
        name: "Acme Portal (production)",
        description: markOfProd,
    });
    const id = randomUUID();
    directory.applications.set(id, {
        ...application,
        id,
        appId: randomUUID(),
        displayName: "Acme (production)",
        notes: `${markOfProd}. What is changed by hand is changed back.`,
    });
}

function thingsOfProd({ directory, tenant }: World): string {
    const clients = [...tenant.clients.values()].filter(({ description }) => description === markOfProd);
    const applications = [...directory.applications.values()].filter(({ notes }) => notes?.startsWith(markOfProd));
    return JSON.stringify([...clients, ...applications]);
}

/** What may be made twice without anybody refusing it. */
function nameless(world: World): string[] {
    return made(world).filter((one) => /^(app registration|client) A.*\(development\)$/.test(one));
}
