import { generateKeyPairSync } from "node:crypto";
import { createRemoteJWKSet, customFetch, decodeJwt, importPKCS8, jwtVerify, SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { managementScopes } from "../../../sandbox/auth0/management-scopes.ts";
import { type Auth0, customDomain, deployer, domain, managementApi, startAuth0 } from "./auth0-fixture.ts";

let auth0: Auth0;
beforeAll(async () => {
    auth0 = await startAuth0({
        customDomains: [
            { domain: customDomain, status: "ready" },
            { domain: "soon.acme.com", status: "pending_verification" },
        ],
        myAccountApis: [`https://${domain}/me/`],
    });
});
afterAll(() => auth0.close());

const inBody = { client_id: deployer.clientId, client_secret: deployer.clientSecret };
const request = { grant_type: "client_credentials", audience: managementApi };
const basic = `Basic ${Buffer.from(`${deployer.clientId}:${deployer.clientSecret}`).toString("base64")}`;

function form(parameters: Record<string, string>, headers: Record<string, string> = {}, host = domain) {
    return auth0.send(`https://${host}/oauth/token`, {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
        body: new URLSearchParams(parameters).toString(),
    });
}

function json(body: unknown) {
    return auth0.send(`https://${domain}/oauth/token`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: typeof body === "string" ? body : JSON.stringify(body),
    });
}

describe("client credentials", () => {
    it.each([
        ["in a form, with HTTP Basic", () => form(request, { authorization: basic })],
        ["in a form", () => form({ ...request, ...inBody })],
        ["in JSON", () => json({ ...request, ...inBody })],
    ])("are taken %s", async (_how, ask) => {
        const { status, body } = await ask();
        expect(status).toBe(200);
        expect(body).toEqual({
            access_token: expect.any(String),
            scope: managementScopes.join(" "),
            expires_in: 86400,
            token_type: "Bearer",
        });
    });

    it("give a token that verifies against the published key set, with Auth0's claims", async () => {
        const { body } = await form({ ...request, ...inBody });
        const { body: configuration } = await auth0.send(`https://${domain}/.well-known/openid-configuration`);
        const keySet = createRemoteJWKSet(new URL(configuration.jwks_uri), { [customFetch]: auth0.fetch });
        const { payload } = await jwtVerify(body.access_token, keySet, {
            issuer: configuration.issuer,
            audience: managementApi,
        });

        const now = Math.floor(auth0.context.clock.now().getTime() / 1000);
        expect(payload).toEqual({
            iss: `https://${domain}/`,
            sub: `${deployer.clientId}@clients`,
            aud: managementApi,
            iat: expect.any(Number),
            exp: (payload.iat ?? 0) + 86400,
            scope: managementScopes.join(" "),
            gty: "client-credentials",
            azp: deployer.clientId,
        });
        expect(Math.abs((payload.iat ?? 0) - now)).toBeLessThanOrEqual(2);
    });

    it("work on a verified custom domain, with that domain as issuer and the tenant's audience", async () => {
        const { body } = await form({ ...request, ...inBody }, {}, customDomain);
        expect(decodeJwt(body.access_token)).toMatchObject({ iss: `https://${customDomain}/`, aud: managementApi });
        const { body: configuration } = await auth0.send(`https://${customDomain}/.well-known/openid-configuration`);
        expect(configuration).toMatchObject({
            issuer: `https://${customDomain}/`,
            token_endpoint: `https://${customDomain}/oauth/token`,
        });
    });

    it("are not taken on a custom domain that is not verified", async () => {
        const { status, body } = await form({ ...request, ...inBody }, {}, "soon.acme.com");
        expect([status, body.message]).toEqual([
            404,
            "no tenant and no verified custom domain answers to soon.acme.com",
        ]);
    });
});

describe("refusals", () => {
    it.each([
        ["a wrong secret", () => form({ ...request, ...inBody, client_secret: "wrong" })],
        ["an unknown client", () => form({ ...request, ...inBody, client_id: "nobody" })],
        ["no secret", () => form({ ...request, client_id: deployer.clientId })],
        ["a malformed Basic header", () => form(request, { authorization: "Basic !!!" })],
    ])("of %s are Auth0's 401", async (_what, ask) => {
        const { status, body } = await ask();
        expect([status, body]).toEqual([401, { error: "access_denied", error_description: "Unauthorized" }]);
    });

    it.each([
        [
            "an unknown audience",
            { audience: "https://nobody.example.com" },
            "access_denied",
            "Service not enabled within domain: https://nobody.example.com",
        ],
        [
            "no audience",
            { audience: "" },
            "access_denied",
            "No audience parameter was provided, and no default audience has been configured",
        ],
        [
            "the My Account API, which lets no client in",
            { audience: `https://${domain}/me/` },
            "access_denied",
            `Client "${deployer.clientId}" is not authorized to access resource server "https://${domain}/me/".`,
        ],
    ])("of %s are a 403", async (_what, change, error, description) => {
        const { status, body } = await form({ ...request, ...inBody, ...change });
        expect([status, body]).toEqual([403, { error, error_description: description }]);
    });

    it("of a missing grant type name it", async () => {
        const { status, body } = await form(inBody);
        expect([status, body]).toEqual([
            403,
            { error: "invalid_request", error_description: "Missing required parameter: grant_type" },
        ]);
    });

    it("of grant types that are not served say so", async () => {
        const { status, body } = await form({ ...inBody, grant_type: "password" });
        expect([status, body]).toEqual([
            501,
            {
                statusCode: 501,
                error: "Not Implemented",
                message: "the sandbox does not serve grant_type password at POST /oauth/token",
            },
        ]);
    });

    it.each(["{", "[]x", '"text"', "null"])("of the body %s are a 400", async (body) => {
        expect((await json(body)).status).toBe(400);
    });
});

describe("a deployed client", () => {
    const audience = "https://api.example.com";

    it("gets the scopes of its client grant, and nothing without one", async () => {
        await auth0.sdk.resourceServers.create({
            identifier: audience,
            token_lifetime: 7200,
            scopes: [{ value: "read:things" }, { value: "write:things" }],
        });
        const client = await auth0.sdk.clients.create({ name: "worker", app_type: "non_interactive" });
        const own = {
            grant_type: "client_credentials",
            client_id: client.client_id ?? "",
            client_secret: client.client_secret ?? "",
            audience,
        };
        expect(await form(own)).toMatchObject({
            status: 403,
            body: {
                error: "access_denied",
                error_description: `Client is not authorized to access "${audience}". You need to create a "client-grant" associated to this API. See: https://auth0.com/docs/api/v2#!/Client_Grants/post_client_grants`,
            },
        });

        const grant = await auth0.sdk.clientGrants.create({
            client_id: own.client_id,
            audience,
            scope: ["read:things"],
        });
        expect((await form(own)).body).toMatchObject({ scope: "read:things", expires_in: 7200 });

        await auth0.sdk.clientGrants.update(grant.id ?? "", { allow_all_scopes: true });
        expect((await form(own)).body.scope).toBe("read:things write:things");
    });

    it("gets nothing by a grant that is for its users", async () => {
        const client = await auth0.sdk.clients.create({ name: "users only" });
        const client_id = client.client_id ?? "";
        await auth0.sdk.clientGrants.create({ client_id, audience, subject_type: "user", scope: ["read:things"] });
        const reply = await form({ ...request, client_id, client_secret: client.client_secret ?? "", audience });
        expect([reply.status, reply.body.error]).toEqual([403, "access_denied"]);
    });

    it("is refused where its grant types do not have client_credentials", async () => {
        const client = await auth0.sdk.clients.create({ name: "web", grant_types: ["authorization_code"] });
        const { status, body } = await form({
            ...request,
            client_id: client.client_id ?? "",
            client_secret: client.client_secret ?? "",
        });
        expect([status, body]).toEqual([
            403,
            {
                error: "unauthorized_client",
                error_description: "Grant type 'client_credentials' not allowed for the client.",
            },
        ]);
    });

    it("signs in with its key under private_key_jwt, and no longer with its secret", async () => {
        const keys = generateKeyPairSync("rsa", { modulusLength: 2048 });
        const client = await auth0.sdk.clients.create({ name: "by key", jwt_configuration: { alg: "RS256" } });
        const id = client.client_id ?? "";
        const { id: credentialId = "" } = await auth0.sdk.clients.credentials.create(id, {
            credential_type: "public_key",
            pem: keys.publicKey.export({ type: "spki", format: "pem" }).toString(),
        });
        await auth0.sdk.clients.update(id, {
            client_authentication_methods: { private_key_jwt: { credentials: [{ id: credentialId }] } },
            token_endpoint_auth_method: null,
        });
        await auth0.sdk.clientGrants.create({ client_id: id, audience: managementApi, scope: ["read:clients"] });

        const pem = keys.privateKey.export({ type: "pkcs8", format: "pem" }).toString();
        const assertion = (subject: string) =>
            importPKCS8(pem, "RS256").then((key) =>
                new SignJWT({ jti: subject })
                    .setProtectedHeader({ alg: "RS256" })
                    .setIssuer(subject)
                    .setSubject(subject)
                    .setAudience(`https://${domain}/`)
                    .setExpirationTime("1 minute")
                    .sign(key),
            );
        const byKey = async (subject: string) => ({
            ...request,
            client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            client_assertion: await assertion(subject),
        });
        expect((await form(await byKey(id))).body.scope).toBe("read:clients");
        expect((await form(await byKey(deployer.clientId))).body.error).toBe("invalid_client");
        expect((await form({ ...request, client_id: id, client_secret: client.client_secret ?? "" })).body.error).toBe(
            "access_denied",
        );
    });
});

it("remembers every token and secret that it gives out", async () => {
    const { body } = await form({ ...request, ...inBody });
    const client = await auth0.sdk.clients.create({ name: "remembered" });
    expect(auth0.tenant.issuedSecrets).toContain(body.access_token);
    expect(auth0.tenant.issuedSecrets).toContain(client.client_secret);
});
