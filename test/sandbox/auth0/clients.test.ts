import { generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tokenVaultGrantType } from "../../../catalogue/auth0.ts";
import { type Auth0, deployer, domain, startAuth0 } from "./auth0-fixture.ts";

let auth0: Auth0;
beforeAll(async () => {
    auth0 = await startAuth0({ clients: [{ clientId: "seededSeededSeededSeededSeeded12", name: "Shop" }] });
    await auth0.sdk.resourceServers.create({ identifier: "https://mrrt", scopes: [{ value: "create:bar" }] });
});
afterAll(() => auth0.close());

const recorded = {
    client_id: expect.stringMatching(/^[A-Za-z0-9]{32}$/),
    client_secret: expect.stringMatching(/^[A-Za-z0-9]{64}$/),
    is_first_party: true,
    is_token_endpoint_ip_header_trusted: false,
    oidc_conformant: false,
    jwt_configuration: { secret_encoded: false, lifetime_in_seconds: 36000 },
    signing_keys: [{ cert: expect.stringMatching(/^-----BEGIN CERTIFICATE-----/), subject: `/CN=${domain}` }],
    sso_disabled: false,
    cross_origin_authentication: false,
    grant_types: ["authorization_code", "implicit", "refresh_token", "client_credentials"],
    custom_login_page_on: true,
    refresh_token: {
        rotation_type: "non-rotating",
        expiration_type: "non-expiring",
        leeway: 0,
        token_lifetime: 2592000,
        infinite_token_lifetime: true,
        infinite_idle_token_lifetime: true,
        idle_token_lifetime: 1296000,
    },
};
const pem = generateKeyPairSync("rsa", { modulusLength: 2048 })
    .publicKey.export({ type: "spki", format: "pem" })
    .toString();
const longLived = { ...recorded.refresh_token, token_lifetime: 31557600, idle_token_lifetime: 2592000 };

async function create(body: object) {
    const { status, body: client } = await auth0.call("POST", "/clients", body);
    expect(status).toBe(201);
    return client;
}

describe("a new client", () => {
    it("gets the defaults that were recorded, and reads back the same", async () => {
        const client = await create({ name: "plain" });
        expect(client).toEqual({ ...recorded, name: "plain" });
        expect((await auth0.call("GET", `/clients/${client.client_id}`)).body).toEqual(client);
    });

    it("that is confidential by its own words gets longer-lived refresh tokens", async () => {
        const request = {
            name: "worker",
            app_type: "non_interactive",
            jwt_configuration: { alg: "RS256" },
            token_endpoint_auth_method: "client_secret_post",
        };
        expect(await create(request)).toEqual({
            ...recorded,
            ...request,
            jwt_configuration: { secret_encoded: false, alg: "RS256" },
            refresh_token: longLived,
        });
    });

    it("that is a single-page app gets no client_credentials, and keeps its refresh-token policies", async () => {
        const request = {
            name: "spa",
            app_type: "spa",
            is_first_party: true,
            token_endpoint_auth_method: "none",
            refresh_token: {
                rotation_type: "non-rotating",
                expiration_type: "non-expiring",
                leeway: 60,
                token_lifetime: 256000,
                infinite_token_lifetime: true,
                infinite_idle_token_lifetime: true,
                idle_token_lifetime: 128000,
                policies: [{ audience: "https://mrrt", scope: ["create:bar"] }],
            },
        };
        expect(await create(request)).toEqual({
            ...recorded,
            ...request,
            grant_types: ["authorization_code", "implicit", "refresh_token"],
        });
    });

    it("with refresh tokens that expire has no infinite lifetimes", async () => {
        const { refresh_token } = await create({
            name: "expiring",
            refresh_token: { rotation_type: "non-rotating", expiration_type: "expiring" },
        });
        expect(refresh_token).toEqual({
            ...recorded.refresh_token,
            expiration_type: "expiring",
            infinite_token_lifetime: false,
            infinite_idle_token_lifetime: false,
        });
    });

    it("can bring its keys along, which its creation shows whole and later replies by id", async () => {
        const client = await create({
            name: "with key",
            jwt_configuration: { alg: "RS256" },
            client_authentication_methods: {
                private_key_jwt: { credentials: [{ credential_type: "public_key", pem }] },
            },
        });
        expect(client).not.toHaveProperty("client_secret");
        const [{ id, ...credential }] = client.client_authentication_methods.private_key_jwt.credentials;
        expect(credential).toEqual({
            credential_type: "public_key",
            kid: expect.stringMatching(/^[\w-]{43}$/),
            alg: "RS256",
            created_at: expect.any(String),
            updated_at: expect.any(String),
        });
        const later = await auth0.call("GET", `/clients/${client.client_id}`);
        expect(later.body.client_authentication_methods).toEqual({ private_key_jwt: { credentials: [{ id }] } });
    });

    it.each([
        [{}, "Payload validation error: 'Missing required property: name'."],
        [{ name: "a<b" }, "Payload validation error: 'String does not match pattern ^[^<>]+$: a<b' on property name."],
        [
            {
                name: "x",
                refresh_token: { rotation_type: "non-rotating", expiration_type: "non-expiring", scopes: [] },
            },
            "Payload validation error: 'Additional properties not allowed: scopes' on property refresh_token.",
        ],
        [
            { name: "x", grant_types: ["client_credentials"], token_endpoint_auth_method: "none" },
            "Invalid grant types: client_credentials",
        ],
    ])("is refused as %o", async (body, message) => {
        const reply = await auth0.call("POST", "/clients", body);
        expect([reply.status, reply.body.message]).toEqual([400, message]);
    });
});

describe("a client that stands for an API", () => {
    it("names an existing API, which then names it", async () => {
        const api = await auth0.sdk.resourceServers.create({ identifier: "https://named", name: "Named" });
        const client = await create({
            name: "api client",
            app_type: "resource_server",
            resource_server_identifier: "https://named",
            grant_types: [tokenVaultGrantType],
        });
        expect(client).toEqual({
            ...recorded,
            name: "api client",
            app_type: "resource_server",
            resource_server_identifier: "https://named",
            oidc_conformant: true,
            jwt_configuration: { secret_encoded: false, alg: "RS256" },
            grant_types: [tokenVaultGrantType],
        });
        expect((await auth0.sdk.resourceServers.get(api.id ?? "")).client_id).toBe(client.client_id);
        await auth0.sdk.clients.delete(client.client_id);
        expect(await auth0.sdk.resourceServers.get(api.id ?? "")).not.toHaveProperty("client_id");
    });

    it("keeps its API for life: a PATCH does not know the key", async () => {
        const client = await create({
            name: "for life",
            app_type: "resource_server",
            resource_server_identifier: "https://mrrt",
        });
        const { status, body } = await auth0.call("PATCH", `/clients/${client.client_id}`, {
            resource_server_identifier: "https://other",
        });
        expect([status, body.message]).toEqual([
            400,
            "Payload validation error: 'Additional properties not allowed: resource_server_identifier'.",
        ]);
    });

    it.each([
        [
            { app_type: "resource_server", resource_server_identifier: "https://nowhere" },
            "Clients of app_type resource_server need the resource_server_identifier of an existing API",
        ],
        [
            { app_type: "resource_server" },
            "Clients of app_type resource_server need the resource_server_identifier of an existing API",
        ],
        [
            { app_type: "spa", resource_server_identifier: "https://mrrt" },
            "resource_server_identifier is only allowed for clients of app_type resource_server",
        ],
    ])("is refused as %o", async (body, message) => {
        const reply = await auth0.call("POST", "/clients", { name: "x", ...body });
        expect([reply.status, reply.body.message]).toEqual([400, message]);
    });
});

describe("an update", () => {
    it("merges objects key by key, and null takes away", async () => {
        const { client_id } = await create({
            name: "merged",
            client_metadata: { foo: "zoo", bar: "baz" },
            initiate_login_uri: "https://example.com/login",
            cross_origin_loc: "https://example.com/xo",
        });
        const { body } = await auth0.call("PATCH", `/clients/${client_id}`, {
            jwt_configuration: { alg: "RS256" },
            client_metadata: { foo: null, more: "x" },
            cross_origin_loc: null,
            default_organization: null,
        });
        expect(body).toEqual({
            ...recorded,
            client_id,
            name: "merged",
            client_metadata: { bar: "baz", more: "x" },
            initiate_login_uri: "https://example.com/login",
            jwt_configuration: { secret_encoded: false, alg: "RS256", lifetime_in_seconds: 36000 },
        });
    });

    it("keeps no null inside a setting, where it is made and where it is set for the first time", async () => {
        const { client_id, ...made } = await create({ name: "n", client_metadata: { foo: null, bar: "baz" } });
        expect(made["client_metadata"]).toEqual({ bar: "baz" });

        const { body } = await auth0.call("PATCH", `/clients/${client_id}`, {
            session_transfer: { can_create_session_transfer_token: true, allowed_authentication_methods: null },
        });
        expect(body.session_transfer).toMatchObject({
            can_create_session_transfer_token: true,
            allowed_authentication_methods: [],
        });
    });

    it("of refresh tokens replaces them whole: policies that are left out are gone", async () => {
        const settings = { rotation_type: "non-rotating", expiration_type: "non-expiring" };
        const policies = [{ audience: "https://mrrt", scope: ["create:bar"] }];
        const { client_id, refresh_token } = await create({ name: "p", refresh_token: { ...settings, policies } });
        expect(refresh_token).toEqual({ ...recorded.refresh_token, policies });

        const { body } = await auth0.call("PATCH", `/clients/${client_id}`, { refresh_token: settings });
        expect(body.refresh_token).toEqual(recorded.refresh_token);
    });

    it("sets a secret, and remembers it as given out", async () => {
        const { client_id } = await create({ name: "own secret" });
        const { body } = await auth0.call("PATCH", `/clients/${client_id}`, { client_secret: "chosen-secret" });
        expect(body.client_secret).toBe("chosen-secret");
        expect(auth0.tenant.issuedSecrets).toContain("chosen-secret");
    });

    it.each([
        [{ client_secret: "x" }, ["update:clients"], "update:client_keys"],
        [{ name: "x" }, ["update:client_keys"], "update:clients"],
        [{ client_authentication_methods: null }, ["update:clients"], "update:client_credentials"],
    ])("of %o is refused with %o", async (body, scopes, missing) => {
        const { client_id } = await create({ name: "scoped" });
        const reply = await auth0.call("PATCH", `/clients/${client_id}`, body, scopes);
        expect([reply.status, reply.body.message]).toEqual([403, `Insufficient scope, expected any of: ${missing}`]);
    });
});

describe("what is shown", () => {
    it("is the secret to those with read:client_keys or read:client_credentials, and to no others", async () => {
        const { client_id } = await create({ name: "secretive", description: "Managed" });
        const fields = async (scope: string) =>
            Object.keys((await auth0.call("GET", `/clients/${client_id}`, undefined, [scope])).body);

        expect(await fields("read:clients")).not.toContain("client_secret");
        expect(await fields("read:clients")).toContain("grant_types");
        expect(await fields("read:client_keys")).toContain("client_secret");
        expect((await fields("read:client_summary")).sort()).toEqual(["client_id", "description", "name"]);
    });

    it("is the fields that are asked for", async () => {
        const { client_id } = await create({ name: "fields", app_type: "regular_web" });
        const { body } = await auth0.call(
            "GET",
            `/clients/${client_id}?fields=client_id%2Capp_type&include_fields=true`,
        );
        expect(body).toEqual({ client_id, app_type: "regular_web" });
    });

    it("is a 404 as recorded for a client that is not there", async () => {
        expect(await auth0.call("GET", "/clients/this-client-does-not-exist")).toMatchObject({
            status: 404,
            body: {
                statusCode: 404,
                error: "Not Found",
                message: "The client does not exist",
                errorCode: "inexistent_client",
            },
        });
    });

    it("lists what was there from the start and what was made, with totals", async () => {
        const { body } = await auth0.call("GET", "/clients?include_totals=true&per_page=2&fields=name,client_id");
        expect(body).toEqual({
            total: auth0.tenant.clients.size,
            start: 0,
            limit: 2,
            clients: [
                { name: "Deployments", client_id: deployer.clientId, tenant: "acme-dev" },
                { name: "Shop", client_id: "seededSeededSeededSeededSeeded12", tenant: "acme-dev" },
            ],
        });
    });
});

it("takes grants, credentials and places in connections along when it is deleted", async () => {
    const { client_id } = await create({ name: "leaving" });
    await auth0.sdk.clients.credentials.create(client_id, { credential_type: "public_key", pem });
    await auth0.sdk.clientGrants.create({ client_id, audience: "https://mrrt", scope: [] });
    const { id = "" } = await auth0.sdk.connections.create({ name: "left", strategy: "windowslive" });
    await auth0.sdk.connections.clients.update(id, [{ client_id, status: true }]);

    expect(await auth0.call("DELETE", `/clients/${client_id}`)).toMatchObject({ status: 204, body: undefined });
    expect(auth0.tenant.credentials.get(client_id)).toBeUndefined();
    expect([...auth0.tenant.clientGrants.values()].filter((grant) => grant.client_id === client_id)).toEqual([]);
    expect((await auth0.sdk.connections.get(id)).enabled_clients).toEqual([]);
    expect((await auth0.call("DELETE", `/clients/${client_id}`)).status).toBe(204);
});
