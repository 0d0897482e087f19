import { afterAll, beforeAll, expect, it } from "vitest";
import { connectedAccountsScopes, tokenVaultGrantType } from "../../../catalogue/auth0.ts";
import { Tenant } from "../../../sandbox/auth0/tenant.ts";
import { Clock } from "../../../sandbox/service/clock.ts";
import { type Auth0, deployer, domain, managementApi, startAuth0 } from "./auth0-fixture.ts";

const me = `https://${domain}/me/`;
const seed = {
    clients: [{ clientId: "shopShopShopShopShopShopShopShop", name: "Shop" }],
    organizations: [{ id: "org_acme", name: "acme" }],
    myAccountApis: [me],
};

let auth0: Auth0;
beforeAll(async () => {
    auth0 = await startAuth0(seed);
});
afterAll(() => auth0.close());

it("starts at once: no key is made before it is needed", () => {
    const start = performance.now();
    for (let count = 0; count < 100; count += 1) {
        new Tenant({ domain, customDomains: [], deployer, ...seed }, new Clock());
    }
    expect(performance.now() - start).toBeLessThan(1000);
});

it("lists what was there from the start as system, and what stacks made beside it, without secrets", async () => {
    const { sdk } = auth0;
    const { id: connectionId = "" } = await sdk.connections.create({
        name: "microsoft",
        strategy: "windowslive",
        options: { client_id: "a", client_secret: "connection-secret" },
        connected_accounts: { active: true },
    });
    const api = await sdk.resourceServers.create({ identifier: "https://api.example.com", name: "Example API" });
    const web = await sdk.clients.create({ name: "Web", app_type: "regular_web" });
    const ofApi = await sdk.clients.create({
        name: "Example API client",
        app_type: "resource_server",
        resource_server_identifier: "https://api.example.com",
        grant_types: [tokenVaultGrantType],
    });
    const grant = await sdk.clientGrants.create({
        client_id: web.client_id ?? "",
        audience: me,
        subject_type: "user",
        scope: [...connectedAccountsScopes],
    });
    await sdk.connections.clients.update(connectionId, [{ client_id: web.client_id ?? "", status: true }]);
    await sdk.organizations.connections.create("org_acme", { connection_id: connectionId });

    const inventory = auth0.tenant.inventory();
    expect(inventory.filter(({ system }) => system === true)).toEqual([
        { kind: "client", name: "Deployments", id: deployer.clientId, detail: "non_interactive", system: true },
        { kind: "client", name: "Shop", id: "shopShopShopShopShopShopShopShop", detail: "regular_web", system: true },
        { kind: "API", name: "Auth0 Management API", id: expect.any(String), detail: managementApi, system: true },
        { kind: "API", name: "Auth0 My Account API", id: expect.any(String), detail: me, system: true },
        {
            kind: "client grant",
            name: `Deployments on ${managementApi}`,
            id: expect.stringMatching(/^cgr_/),
            detail: expect.stringMatching(/^for itself: \d+ scopes$/),
            system: true,
        },
    ]);
    expect(inventory.filter(({ system }) => system !== true)).toEqual([
        {
            kind: "connection",
            name: "microsoft",
            id: connectionId,
            detail: "windowslive, sign-in on, Token Vault on, enabled for 1 client",
        },
        { kind: "client", name: "Web", id: web.client_id, detail: "regular_web" },
        {
            kind: "client",
            name: "Example API client",
            id: ofApi.client_id,
            detail: "resource_server of https://api.example.com",
        },
        { kind: "API", name: "Example API", id: api.id, detail: "https://api.example.com" },
        {
            kind: "client grant",
            name: `Web on ${me}`,
            id: grant.id,
            detail: `for its users: ${connectedAccountsScopes.join(" ")}`,
        },
        {
            kind: "organization connection",
            name: "microsoft in acme",
            id: `org_acme::${connectionId}`,
            detail: "enabled",
        },
    ]);
    for (const secret of [...auth0.tenant.issuedSecrets, "connection-secret"]) {
        expect(JSON.stringify(inventory)).not.toContain(secret);
    }
});

it("gives the deployer the scopes of its seed, and no more", async () => {
    const narrow = await startAuth0({ deployer: { ...deployer, scopes: ["read:connections"] } });
    const { body } = await narrow.send(`https://${domain}/oauth/token`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({
            grant_type: "client_credentials",
            client_id: deployer.clientId,
            client_secret: deployer.clientSecret,
            audience: managementApi,
        }),
    });
    expect(body.scope).toBe("read:connections");
    await narrow.close();
});
