import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { personalAccountsTenantId as personalTenantId } from "../../../sandbox/microsoft/account.ts";
import { fabrikamId } from "./login/people.ts";
import { answer, deployerForm, guid, type Microsoft, seed, startMicrosoft, tenantId } from "./microsoft-fixture.ts";

const login = "https://login.microsoftonline.com";
let microsoft: Microsoft;

beforeAll(async () => {
    microsoft = await startMicrosoft();
});
afterAll(() => microsoft.close());

it.each(["management.azure.com", "graph.microsoft.com", "login.microsoftonline.com"])(
    "tells at %s where Azure's public cloud is, under its real names",
    async (host) => {
        const reply = await microsoft.fetch(`https://${host}/metadata/endpoints?api-version=2022-09-01`);
        expect(await answer(reply)).toEqual({
            status: 200,
            body: {
                name: "AzureCloud",
                authentication: {
                    loginEndpoint: "https://login.microsoftonline.com",
                    audiences: ["https://management.core.windows.net/", "https://management.azure.com/"],
                    tenant: "common",
                    identityProvider: "AAD",
                },
                graph: "https://graph.windows.net/",
                graphAudience: "https://graph.windows.net/",
                microsoftGraphResourceId: "https://graph.microsoft.com/",
                portal: "https://portal.azure.com",
                resourceManager: "https://management.azure.com/",
                suffixes: { keyVaultDns: "vault.azure.net", storage: "core.windows.net" },
            },
        });
    },
);

describe("OpenID Connect discovery", () => {
    it.each([
        [tenantId, tenantId, tenantId],
        [seed.domain, tenantId, tenantId],
        ["common", "common", "{tenantid}"],
        ["organizations", "organizations", "{tenantid}"],
        ["consumers", "consumers", personalTenantId],
        [personalTenantId, "consumers", personalTenantId],
        ["fabrikam.example", fabrikamId, fabrikamId],
    ])("of %s names its endpoints and issuer", async (tenant, path, issuer) => {
        const { body, status } = await get(`${login}/${tenant}/v2.0/.well-known/openid-configuration`);
        expect(status).toBe(200);
        const { authorization_endpoint, jwks_uri, token_endpoint } = body;
        expect({ authorization_endpoint, issuer: body.issuer, jwks_uri, token_endpoint }).toEqual({
            authorization_endpoint: `${login}/${path}/oauth2/v2.0/authorize`,
            issuer: `${login}/${issuer}/v2.0`,
            jwks_uri: `${login}/${path}/discovery/v2.0/keys`,
            token_endpoint: `${login}/${path}/oauth2/v2.0/token`,
        });
    });

    it.each(["v2.0/.well-known/openid-configuration", "discovery/v2.0/keys"])(
        "does not find another directory at %s",
        async (path) => {
            const { body, status } = await get(`${login}/fabrikam.com/${path}`);
            expect(status).toBe(400);
            expect(body).toEqual({
                error: "invalid_tenant",
                error_description: expect.stringMatching(/^AADSTS90002: Tenant 'fabrikam\.com' not found\. Check /),
                error_codes: [90002],
                timestamp: "2026-11-23 08:00:00Z",
                trace_id: expect.stringMatching(guid),
                correlation_id: expect.stringMatching(guid),
                error_uri: "https://login.microsoftonline.com/error?code=90002",
            });
        },
    );

    it("publishes one RSA key, and nothing of its private half", async () => {
        const { body } = await get(`${login}/${tenantId}/discovery/v2.0/keys`);
        expect(body).toEqual({
            keys: [
                {
                    kty: "RSA",
                    use: "sig",
                    kid: expect.stringMatching(/^[\w-]{27}$/),
                    n: expect.stringMatching(/^[\w-]{342}$/),
                    e: "AQAB",
                    issuer: `${login}/${tenantId}/v2.0`,
                },
            ],
        });
        const [key] = body.keys;
        for (const [tenant, issuer] of [
            ["common", "{tenantid}"],
            ["consumers", personalTenantId],
            ["fabrikam.example", fabrikamId],
        ] as const) {
            expect((await get(`${login}/${tenant}/discovery/v2.0/keys`)).body).toEqual({
                keys: [{ ...key, issuer: `${login}/${issuer}/v2.0` }],
            });
        }
    });
});

it("lets nobody store a token", async () => {
    const reply = await microsoft.fetch(`${login}/${tenantId}/oauth2/v2.0/token`, {
        method: "POST",
        body: new URLSearchParams(deployerForm),
    });
    expect(reply.headers.get("cache-control")).toBe("no-store, no-cache");
});

async function get(url: string) {
    return answer(await microsoft.fetch(url));
}
