import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Auth0, customDomain, domain, managementApi, startAuth0 } from "./auth0-fixture.ts";

let auth0: Auth0;
beforeAll(async () => {
    auth0 = await startAuth0({
        customDomains: [
            { domain: customDomain, status: "ready" },
            { domain: "soon.acme.com", status: "pending_verification" },
        ],
    });
});
afterAll(() => auth0.close());

const defaults = {
    id: expect.stringMatching(/^[0-9a-f]{24}$/),
    allow_offline_access: false,
    skip_consent_for_verifiable_first_party_clients: false,
    subject_type_authorization: { client: { policy: "require_client_grant" }, user: { policy: "allow_all" } },
    token_lifetime: 86400,
    token_lifetime_for_web: 7200,
    signing_alg: "RS256",
};
const create = (body: object) => auth0.call("POST", "/resource-servers", body);

describe("an API", () => {
    it("gets the defaults that were recorded, and reads back the same by id and by identifier", async () => {
        const identifier = "https://uat.api.example.com/recorded";
        const { status, body } = await create({ name: "Recorded", identifier });
        expect([status, body]).toEqual([201, { ...defaults, name: "Recorded", identifier }]);

        const once = encodeURIComponent(identifier).replace("%3A", ":");
        for (const path of [body.id, once, once.replaceAll("%", "%25")]) {
            expect((await auth0.call("GET", `/resource-servers/${path}`)).body).toEqual(body);
        }
        expect(await auth0.sdk.resourceServers.get(identifier)).toEqual(body);
    });

    it("takes its scopes by PATCH under the escaped identifier, and loses them the same way", async () => {
        const { body } = await create({ identifier: "https://mrrt" });
        const scopes = [{ value: "create:bar", description: "" }];
        const patch = (given: object) => auth0.call("PATCH", "/resource-servers/https:%2F%2Fmrrt", given);
        expect((await patch({ scopes })).body).toEqual({ ...body, scopes });
        expect((await patch({ scopes: [] })).body).toEqual({ ...body, scopes: [] });
    });

    it("takes settings one by one, and null takes away", async () => {
        const { body } = await create({
            identifier: "https://settings",
            proof_of_possession: { mechanism: "mtls", required: true },
        });
        const { body: updated } = await auth0.call("PATCH", `/resource-servers/${body.id}`, {
            token_lifetime_for_web: 3600,
            proof_of_possession: null,
            subject_type_authorization: { user: { policy: "deny_all" } },
        });
        expect(updated).toEqual({
            ...defaults,
            id: body.id,
            identifier: "https://settings",
            token_lifetime_for_web: 3600,
            subject_type_authorization: { client: { policy: "require_client_grant" }, user: { policy: "deny_all" } },
        });
    });

    it("takes the client grants for it along when it is deleted", async () => {
        const { body } = await create({ identifier: "https://leaving" });
        const { client_id = "" } = await auth0.sdk.clients.create({ name: "left" });
        await auth0.sdk.clientGrants.create({ client_id, audience: "https://leaving", scope: [] });
        expect(await auth0.call("DELETE", `/resource-servers/${body.id}`)).toMatchObject({
            status: 204,
            body: undefined,
        });
        const grants = [...auth0.tenant.clientGrants.values()];
        expect(grants.filter(({ audience }) => audience === "https://leaving")).toEqual([]);
    });

    it("shows the secret that it signs with, its own where none is given", async () => {
        const hs = { signing_alg: "HS256" };
        const { body } = await create({ identifier: "https://hs", ...hs, signing_secret: "0123456789abcdef" });
        expect(body.signing_secret).toBe("0123456789abcdef");
        const { body: own } = await create({ identifier: "https://hs-own", ...hs });
        expect(own.signing_secret).toMatch(/^\w{32}$/);
    });

    it.each([
        [{ name: "x" }, 400, "Payload validation error: 'Missing required property: identifier'."],
        [
            { identifier: "https://x", scopes: [{ description: "x" }] },
            400,
            "Payload validation error: 'Missing required property: value' on property scopes[0].",
        ],
        [
            { identifier: "https://x", client_id: "x" },
            400,
            "Payload validation error: 'Additional properties not allowed: client_id'.",
        ],
        [{ identifier: managementApi }, 409, "A resource server with the same identifier already exists."],
        [
            { identifier: "https://x", scopes: [{ value: "a" }, { value: "a" }] },
            400,
            "The scopes of an API must have different values",
        ],
    ])("is refused as %o", async (body, status, message) => {
        const reply = await create(body);
        expect([reply.status, reply.body.message]).toEqual([status, message]);
    });

    it("keeps its identifier for life", async () => {
        const { body } = await create({ identifier: "https://fixed" });
        const reply = await auth0.call("PATCH", `/resource-servers/${body.id}`, { identifier: "https://moved" });
        expect([reply.status, reply.body.message]).toEqual([
            400,
            "Payload validation error: 'Additional properties not allowed: identifier'.",
        ]);
    });

    it("answers for what is not there as recorded: 404 to a read, 204 to a deletion", async () => {
        expect(await auth0.call("GET", "/resource-servers/this-resource-server-does-not-exist")).toMatchObject({
            status: 404,
            body: {
                statusCode: 404,
                error: "Not Found",
                message: "The resource server does not exist",
                errorCode: "inexistent_resource_server",
            },
        });
        expect((await auth0.call("DELETE", "/resource-servers/none")).status).toBe(204);
    });
});

describe("the My Account API", () => {
    const identifier = `https://${domain}/me/`;
    const scopes = [
        { value: "create:me:connected_accounts", description: "Create Connected Accounts" },
        { value: "read:me:connected_accounts", description: "Read Connected Accounts" },
        { value: "delete:me:connected_accounts", description: "Delete Connected Accounts" },
    ];
    const recorded = {
        id: expect.stringMatching(/^[0-9a-f]{24}$/),
        name: "Auth0 My Account API",
        identifier,
        allow_offline_access: true,
        skip_consent_for_verifiable_first_party_clients: true,
        subject_type_authorization: { client: { policy: "deny_all" }, user: { policy: "require_client_grant" } },
        token_lifetime: 600,
        token_lifetime_for_web: 600,
        signing_alg: "RS256",
        is_system: true,
        proof_of_possession: { mechanism: "dpop", required: false },
    };

    it("is what Auth0 makes of it, as recorded: its own name, three scopes, and five more later", async () => {
        const policy = { authorization_policy: { policy_id: "019b76da-a800-73c9-b656-b349ae415c17" } };
        const { status, body } = await create({ name: "Test-ResourceServer-Name", identifier, ...policy });
        expect([status, body]).toEqual([201, { ...recorded, ...policy, scopes }]);

        const { body: later } = await auth0.call("GET", `/resource-servers/${body.id}`);
        expect(later).toEqual({
            ...body,
            scopes: [
                ...scopes,
                { value: "read:me:authentication_methods", description: "Read Authentication Methods" },
                { value: "delete:me:authentication_methods", description: "Delete Authentication Methods" },
                { value: "update:me:authentication_methods", description: "Update Authentication Methods" },
                { value: "read:me:factors", description: "Read Factors" },
                { value: "create:me:authentication_methods", description: "Create Authentication Methods" },
            ],
        });
    });

    it("keeps its name, its scopes, and clients out", async () => {
        const path = `/resource-servers/${encodeURIComponent(identifier)}`;
        const patch = async (body: object) => (await auth0.call("PATCH", path, body)).body;
        expect(await patch({ name: "Mine" })).toMatchObject({
            statusCode: 400,
            message: "The name of a system API cannot be changed",
        });
        expect(await patch({ scopes })).toMatchObject({
            statusCode: 400,
            message: "Payload validation error: 'Additional properties not allowed: scopes'.",
        });
        expect(
            await patch({ subject_type_authorization: { client: { policy: "require_client_grant" } } }),
        ).toMatchObject({ statusCode: 400, message: "The access by clients of a system API cannot be changed" });
        expect(await patch({ name: "Auth0 My Account API", token_lifetime: 300 })).toMatchObject({
            name: "Auth0 My Account API",
            token_lifetime: 300,
        });
    });

    it("is one per domain that is verified", async () => {
        expect(await create({ identifier })).toMatchObject({ status: 409 });
        expect((await create({ identifier: `https://${customDomain}/me/` })).body.is_system).toBe(true);
        expect((await create({ identifier: "https://soon.acme.com/me/" })).body).not.toHaveProperty("is_system");
    });

    it("can be deleted, unlike the Management API", async () => {
        const path = `/resource-servers/${encodeURIComponent(`https://${customDomain}/me/`)}`;
        expect((await auth0.call("DELETE", path)).status).toBe(204);
        expect((await auth0.call("GET", path)).status).toBe(404);
        const management = await auth0.call("DELETE", `/resource-servers/${encodeURIComponent(managementApi)}`);
        expect(management.status).toBe(400);
    });
});

it("lists APIs, all or by identifier", async () => {
    const page = await auth0.sdk.resourceServers.list({ identifiers: [managementApi] });
    expect(page.data.map(({ name }) => name)).toEqual(["Auth0 Management API"]);
    const { body } = await auth0.call("GET", "/resource-servers?include_totals=true&per_page=1&fields=identifier");
    expect(body).toEqual({
        total: auth0.tenant.resourceServers.size,
        start: 0,
        limit: 1,
        resource_servers: [{ identifier: managementApi }],
    });
});
