import { generateKeyPairSync } from "node:crypto";
import { calculateJwkThumbprint } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Auth0, startAuth0 } from "./auth0-fixture.ts";

// What `npm run contract:vendor` found in recordings of real Auth0 (auth0/terraform-provider-auth0, auth0/go-auth0) and taught
// the service.
let auth0: Auth0;
beforeAll(async () => {
    auth0 = await startAuth0();
});
afterAll(() => auth0.close());

const created = async (body: object) => (await auth0.call("POST", "/clients", body)).body;
const patched = async (id: string, body: object) => (await auth0.call("PATCH", `/clients/${id}`, body)).body;

it("says JSON with its charset, in replies and refusals", async () => {
    for (const path of ["/clients", "/clients/unknown", "/clients?nonsense=1"]) {
        const { headers } = await auth0.call("GET", path);
        expect([path, headers.get("content-type")]).toEqual([path, "application/json; charset=utf-8"]);
    }
});

describe("a new client", () => {
    it("of a third party is conformant, its refresh tokens expire, and it says that it is permissive", async () => {
        const body = { name: "other", app_type: "spa", is_first_party: false, token_endpoint_auth_method: "none" };
        expect(await created(body)).toMatchObject({
            oidc_conformant: true,
            third_party_security_mode: "permissive",
            grant_types: ["authorization_code", "implicit", "refresh_token"],
            jwt_configuration: { secret_encoded: false, lifetime_in_seconds: 36000 },
            refresh_token: {
                rotation_type: "rotating",
                expiration_type: "expiring",
                infinite_token_lifetime: false,
                infinite_idle_token_lifetime: false,
            },
        });
    });

    it("of a third party in strict mode has an id of its own kind, one grant type and short tokens", async () => {
        const client = await created({
            name: "strict",
            app_type: "regular_web",
            is_first_party: false,
            token_endpoint_auth_method: "client_secret_post",
            third_party_security_mode: "strict",
        });
        expect(client).toMatchObject({
            client_id: expect.stringMatching(/^tpc_\w{22}$/),
            oidc_conformant: true,
            grant_types: ["authorization_code"],
            jwt_configuration: { secret_encoded: false, alg: "RS256", lifetime_in_seconds: 3600 },
            refresh_token: {
                rotation_type: "non-rotating",
                expiration_type: "expiring",
                infinite_token_lifetime: true,
                infinite_idle_token_lifetime: false,
            },
        });
    });

    it("for Okta's express configuration has a callback, no secret, and no grants of its own", async () => {
        const client = await created({ name: "express", app_type: "express_configuration" });
        expect(client).toMatchObject({
            oidc_conformant: true,
            callbacks: ["https://system-admin.okta.com/admin/app/generic/oauth20redirect"],
            grant_types: ["authorization_code", "client_credentials"],
            jwt_configuration: { secret_encoded: false, alg: "RS256" },
            organization_usage: "require",
            organization_require_behavior: "pre_login_prompt",
            client_authentication_methods: { private_key_jwt: { credentials: [] } },
        });
        expect(client).not.toHaveProperty("client_secret");

        await auth0.call("POST", "/resource-servers", { identifier: "https://of-express" });
        const grant = { client_id: client.client_id, audience: "https://of-express", scope: [] };
        expect((await auth0.call("POST", "/client-grants", grant)).body).toEqual({
            statusCode: 400,
            error: "Bad Request",
            message: "Client of type express_configuration cannot be used",
            errorCode: "validation_error",
        });
    });

    it("with a hand-over of sessions gets the rest of its settings", async () => {
        const { client_id, session_transfer } = await created({
            name: "transfer",
            session_transfer: { enforce_device_binding: "asn" },
        });
        const whole = {
            can_create_session_transfer_token: false,
            enforce_cascade_revocation: true,
            allowed_authentication_methods: [],
            enforce_device_binding: "asn",
            allow_refresh_token: false,
            enforce_online_refresh_tokens: true,
        };
        expect(session_transfer).toEqual(whole);
        expect((await patched(client_id, { session_transfer: { delegation: null } })).session_transfer).toEqual(whole);
    });
});

describe("a changed client", () => {
    it("shows its logout URLs under the older name too, and loses both together", async () => {
        const urls = { backchannel_logout_urls: ["https://app.acme.com/out"] };
        const client = await created({ name: "logout", oidc_logout: urls });
        expect([client.oidc_logout, client.oidc_backchannel_logout]).toEqual([urls, urls]);

        const changed = await patched(client.client_id, { oidc_backchannel_logout: null });
        expect(Object.keys(changed).filter((key) => key.includes("logout"))).toEqual([]);
    });

    it("has no login URI when it is set to nothing", async () => {
        const client = await created({ name: "uri", initiate_login_uri: "https://app.acme.com/in" });
        expect(await patched(client.client_id, { initiate_login_uri: "" })).not.toHaveProperty("initiate_login_uri");
    });
});

describe("an API", () => {
    it("shows the thumbprint of the key that its tokens are encrypted for, never the key", async () => {
        const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
        const pem = publicKey.export({ type: "spki", format: "pem" });
        const encryption_key = { name: "mine", alg: "RSA-OAEP-256" };
        const { body } = await auth0.call("POST", "/resource-servers", {
            identifier: "https://encrypted",
            token_encryption: { format: "compact-nested-jwe", encryption_key: { ...encryption_key, pem } },
        });
        const thumbprint_sha256 = await calculateJwkThumbprint(publicKey.export({ format: "jwk" }));
        expect(body.token_encryption).toEqual({
            format: "compact-nested-jwe",
            encryption_key: { ...encryption_key, thumbprint_sha256 },
        });
    });

    it("of Okta's express configuration is not served", async () => {
        const { status, body } = await auth0.call("POST", "/resource-servers", {
            identifier: "urn:auth0:express-configure",
        });
        expect([status, body.message]).toEqual([501, "the sandbox does not serve the API urn:auth0:express-configure"]);
    });
});

it("takes scopes that an API does not define in a changed grant, in a new one not", async () => {
    const { client_id } = await created({ name: "granted" });
    await auth0.call("POST", "/resource-servers", { identifier: "https://scoped", scopes: [{ value: "read" }] });
    const grant = { client_id, audience: "https://scoped", scope: ["read"] };
    const refused = await auth0.call("POST", "/client-grants", { ...grant, scope: ["read", "write"] });
    expect([refused.status, refused.body.message]).toEqual([400, "The resource server has no such scopes: write"]);

    const { body } = await auth0.call("POST", "/client-grants", grant);
    const changed = await auth0.call("PATCH", `/client-grants/${body.id}`, { scope: ["read", "write"] });
    expect([changed.status, changed.body.scope]).toEqual([200, ["read", "write"]]);
});

it("answers a deletion again as long as it goes on, and with 204 afterwards", async () => {
    auth0.tenant.connectionDeletionMs = 60_000;
    const { body } = await auth0.call("POST", "/connections", { name: "leaving", strategy: "windowslive" });
    const first = await auth0.call("DELETE", `/connections/${body.id}`);
    const again = await auth0.call("DELETE", `/connections/${body.id}`);
    expect([first.status, again.status, again.body]).toEqual([202, 202, first.body]);

    auth0.context.clock.advance(60_000);
    expect((await auth0.call("DELETE", `/connections/${body.id}`)).status).toBe(204);
    auth0.tenant.connectionDeletionMs = 0;
});

it.each([
    ["/clients?q=client_grant.organization_id:org_1", "the query parameter q"],
    ["/clients?external_client_id=https://x", "the query parameter external_client_id"],
])("says of GET %s that it does not serve %s, which Auth0 does", async (path, what) => {
    const { status, body } = await auth0.call("GET", path);
    expect([status, body.message]).toEqual([501, `the sandbox does not serve ${what}`]);
});
