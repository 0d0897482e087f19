import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { log } from "../../../sandbox/auth0/logs.ts";
import { type Auth0, deployer, startAuth0 } from "./auth0-fixture.ts";

let auth0: Auth0;
beforeAll(async () => {
    auth0 = await startAuth0();
    await auth0.sdk.connections.create({ name: "microsoft", strategy: "windowslive" });
    auth0.tenant.users.set("windowslive|1", {
        user_id: "windowslive|1",
        name: "Ada",
        nickname: "ada",
        identities: [],
        created_at: "",
        updated_at: "",
        logins_count: 1,
    });
    for (let index = 0; index < 5; index += 1) {
        log(auth0.tenant, { type: "seta", client_id: deployer.clientId, details: { index } });
    }
    log(auth0.tenant, {
        type: "feta",
        description: "Federated connection Refresh Token not found.",
        hostname: "acme-dev.eu.auth0.com",
        client_id: deployer.clientId,
        user_id: "windowslive|1",
        connection: "microsoft",
        details: { failure_reason: "tokenset_not_found" },
    });
});
afterAll(() => auth0.close());

const types = (logs: { type: string }[]) => logs.map(({ type }) => type);
const ofTokenVault = async (query: string) =>
    (await auth0.call("GET", `/logs?${query}`)).body.filter(({ type }: { type: string }) => type.endsWith("eta"));

describe("the tenant's log", () => {
    it("names what happened, to whom, and why, the newest first", async () => {
        const [event] = await ofTokenVault("");
        expect(event).toEqual({
            date: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
            log_id: expect.stringMatching(/^900\d{50}$/),
            type: "feta",
            description: "Federated connection Refresh Token not found.",
            hostname: "acme-dev.eu.auth0.com",
            client_id: deployer.clientId,
            client_name: "Deployments",
            user_id: "windowslive|1",
            user_name: "Ada",
            connection: "microsoft",
            connection_id: expect.stringMatching(/^con_/),
            ip: "127.0.0.1",
            isMobile: false,
            details: { failure_reason: "tokenset_not_found" },
        });
        expect(await auth0.sdk.logs.get(event.log_id)).toEqual(event);
    });

    it("is read by type, page by page, and from an event on", async () => {
        expect(types((await auth0.call("GET", "/logs?q=type:feta")).body)).toEqual(["feta"]);
        expect((await auth0.call("GET", "/logs?per_page=1&include_totals=true&q=type:seta")).body).toMatchObject({
            total: 5,
            limit: 1,
            logs: [{ details: { index: 4 } }],
        });
        const sorted = await ofTokenVault("sort=date:1");
        expect(types(sorted)).toEqual(["seta", "seta", "seta", "seta", "seta", "feta"]);
        const after = await ofTokenVault(`take=100&from=${sorted[3].log_id}`);
        expect(after).toEqual(sorted.slice(4));
        expect((await auth0.sdk.logs.list({ per_page: 2 })).data).toHaveLength(2);
    });

    it("refuses a place that it does not know, and an event that is not there", async () => {
        expect(await auth0.call("GET", "/logs?from=900")).toMatchObject({ status: 400 });
        expect(await auth0.call("GET", "/logs/900")).toMatchObject({ status: 404 });
        expect(await auth0.call("GET", "/logs?sort=type:1")).toMatchObject({ status: 501 });
    });

    it("keeps the last 500 events", () => {
        for (let index = 0; index < 600; index += 1) log(auth0.tenant, { type: "s", details: { index } });
        expect(auth0.tenant.logs.all).toHaveLength(500);
        expect(auth0.tenant.logs.all[0]?.details).toEqual({ index: 100 });
    });
});

describe("the MFA policy", () => {
    it("is Never until somebody says Always", async () => {
        expect(await auth0.sdk.guardian.policies.list()).toEqual([]);
        expect(await auth0.sdk.guardian.policies.set(["all-applications"])).toEqual(["all-applications"]);
        expect([await auth0.sdk.guardian.policies.list(), auth0.tenant.requiresMfa]).toEqual([
            ["all-applications"],
            true,
        ]);
        expect(await auth0.sdk.guardian.policies.set([])).toEqual([]);
        expect(auth0.tenant.requiresMfa).toBe(false);
    });

    it("is refused where it is none, and said to be unserved where the sandbox has it not", async () => {
        expect(await auth0.call("PUT", "/guardian/policies", ["sometimes"])).toMatchObject({ status: 400 });
        expect(await auth0.call("PUT", "/guardian/policies", ["confidence-score"])).toMatchObject({ status: 501 });
    });
});
