import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tokenVaultGrantType } from "../../../../catalogue/auth0.ts";
import { issueUserToken } from "../../../../sandbox/auth0/authentication/user-tokens.ts";
import {
    type App,
    customDomain,
    domain,
    exchangeRequest,
    type Person,
    startVault,
    type Vault,
} from "./vault-fixture.ts";

const identifier = "https://calendar.acme.example";

let vault: Vault;
let person: Person;
/** The client that stands for the API. */
let apiClient: App;
beforeAll(async () => {
    vault = await startVault();
    const { sdk } = vault.auth0;
    for (const api of [identifier, "https://other.acme.example"]) {
        await sdk.resourceServers.create({ name: api, identifier: api, scopes: [{ value: "read:calendar" }] });
    }
    apiClient = await addApiClient(identifier);
    person = await vault.person();
    await vault.connect(person);
});
afterAll(() => vault.close());

async function addApiClient(of: string): Promise<App> {
    const { sdk } = vault.auth0;
    const client = await sdk.clients.create({
        name: "calendar API",
        app_type: "resource_server",
        resource_server_identifier: of,
        grant_types: [tokenVaultGrantType],
    });
    await sdk.connections.clients.update(vault.connectionId, [{ client_id: client.client_id ?? "", status: true }]);
    return { id: client.client_id ?? "", secret: client.client_secret ?? "" };
}

const tokenFor = (changes: Partial<Parameters<typeof issueUserToken>[1]> = {}) =>
    issueUserToken(vault.auth0.tenant, {
        host: domain,
        userId: person.userId,
        clientId: vault.app.id,
        audience: identifier,
        scopes: ["openid", "read:calendar"],
        lifetime: 3600,
        ...changes,
    });

const exchange = (subject_token: string, client = apiClient, host = domain) =>
    vault.token(
        {
            ...exchangeRequest,
            subject_token_type: "urn:ietf:params:oauth:token-type:access_token",
            subject_token,
            client_id: client.id,
            client_secret: client.secret,
        },
        { host },
    );

describe("an API's exchange of the access token that it was called with", () => {
    it("gives Microsoft's token of the token's user", async () => {
        const { status, body } = await exchange(await tokenFor());
        expect([status, body]).toEqual([
            200,
            {
                access_token: "microsoft-access-token",
                scope: "User.Read",
                expires_in: expect.any(Number),
                issued_token_type: "http://auth0.com/oauth/token-type/federated-connection-access-token",
                token_type: "Bearer",
            },
        ]);
        expect(vault.auth0.tenant.logs.all.at(-1)).toMatchObject({
            type: "seta",
            client_id: apiClient.id,
            user_id: person.userId,
            details: { subject_token_type: "urn:ietf:params:oauth:token-type:access_token" },
        });
    });

    it("works on the custom domain with that domain's token", async () => {
        expect(await exchange(await tokenFor({ host: customDomain }), apiClient, customDomain)).toMatchObject({
            status: 200,
        });
    });

    it.each([
        ["a token for another API", () => tokenFor({ audience: "https://other.acme.example" })],
        ["a token that is for userinfo alone", () => tokenFor({ audience: undefined })],
    ])("is refused for %s", async (_what, token) => {
        const { status, body } = await exchange(await token());
        expect([status, body]).toEqual([
            403,
            {
                error: "unauthorized_client",
                error_description: "The client is not linked to the API of the access token's audience.",
            },
        ]);
    });

    it("is refused to a client that stands for another API, and to one that stands for none", async () => {
        const other = await addApiClient("https://other.acme.example");
        const token = await tokenFor();
        for (const client of [other, vault.app]) {
            expect(await exchange(token, client)).toMatchObject({
                status: 403,
                body: { error: "unauthorized_client" },
            });
        }
    });

    it.each([
        ["what is no token", async () => "made-up"],
        ["a token of the other domain", () => tokenFor({ host: customDomain })],
        ["a refresh token", async () => person.refreshToken],
        ["a token of somebody who is gone", () => tokenFor({ userId: "windowslive|gone" })],
        ["a token that has ended", () => tokenFor({ lifetime: -1 })],
    ])("is refused for %s", async (_what, token) => {
        const { status, body } = await exchange(await token());
        expect([status, body]).toEqual([
            401,
            { error: "invalid_grant", error_description: "Unknown or invalid access token." },
        ]);
    });

    it("is refused where the API's client is not enabled for the connection", async () => {
        const { clients } = vault.auth0.sdk.connections;
        await clients.update(vault.connectionId, [{ client_id: apiClient.id, status: false }]);
        const reply = await exchange(await tokenFor());
        await clients.update(vault.connectionId, [{ client_id: apiClient.id, status: true }]);
        expect(reply).toMatchObject({ status: 403, body: { error: "access_denied" } });
    });
});
