import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectedAccountsScopes } from "../../../catalogue/auth0.ts";
import { type Auth0, domain, managementApi, startAuth0 } from "./auth0-fixture.ts";

const me = `https://${domain}/me/`;
const audience = "https://api.example.com";

let auth0: Auth0;
beforeAll(async () => {
    auth0 = await startAuth0({ myAccountApis: [me] });
    await auth0.sdk.resourceServers.create({
        identifier: audience,
        scopes: [{ value: "create:bar" }, { value: "create:foo" }],
    });
});
afterAll(() => auth0.close());

const client = async (name: string) => (await auth0.sdk.clients.create({ name })).client_id ?? "";
const create = (body: object) => auth0.call("POST", "/client-grants", body);

it("answers a new grant as recorded, and reads back the same", async () => {
    const client_id = await client("recorded");
    const request = {
        client_id,
        audience,
        scope: ["create:bar"],
        subject_type: "user",
        authorization_details_types: ["payment", "shipping"],
    };
    const { status, body } = await create(request);
    expect([status, body]).toEqual([201, { id: expect.stringMatching(/^cgr_[A-Za-z0-9]{16}$/), ...request }]);
    expect(await auth0.sdk.clientGrants.get(body.id)).toEqual(body);
});

it("is for the client itself where nothing else is said", async () => {
    const request = { client_id: await client("itself"), audience, scope: [] };
    expect((await create(request)).body).toEqual({ id: expect.any(String), ...request, subject_type: "client" });
});

it("is one for a client, an API and a kind of subject", async () => {
    const client_id = await client("one");
    const grant = { client_id, audience, scope: ["create:bar"] };
    expect((await create(grant)).status).toBe(201);
    expect((await create({ ...grant, subject_type: "user" })).status).toBe(201);
    expect(await create(grant)).toMatchObject({
        status: 409,
        body: {
            statusCode: 409,
            error: "Conflict",
            message: `A client grant already exists between ${client_id} and ${audience}`,
        },
    });
});

it("answers the question that the provider asks before it makes one", async () => {
    const client_id = await client("asked");
    const query = `audience=${encodeURIComponent(audience)}&client_id=${client_id}&include_totals=true&per_page=50`;
    expect((await auth0.call("GET", `/client-grants?${query}`)).body).toEqual({
        total: 0,
        start: 0,
        limit: 50,
        client_grants: [],
    });
    const { body } = await create({ client_id, audience, scope: ["create:bar"] });
    expect((await auth0.call("GET", `/client-grants?${query}`)).body.client_grants).toEqual([body]);
});

it("changes by PATCH as recorded: scopes, all scopes, and back", async () => {
    const { body: grant } = await create({ client_id: await client("changing"), audience, scope: ["create:bar"] });
    const patch = async (body: object) => (await auth0.call("PATCH", `/client-grants/${grant.id}`, body)).body;

    expect(await patch({ scope: ["create:foo"] })).toEqual({ ...grant, scope: ["create:foo"] });
    const { scope: _scope, ...others } = grant;
    expect(await patch({ allow_all_scopes: true })).toEqual({ ...others, allow_all_scopes: true });
    expect(await patch({ allow_all_scopes: false, scope: [] })).toEqual({
        ...grant,
        scope: [],
        allow_all_scopes: false,
    });
});

describe("refused", () => {
    it.each([
        [
            "scopes that the API does not define",
            { audience, scope: ["create:bar", "read:nothing"] },
            "The resource server has no such scopes: read:nothing",
        ],
        ["neither scopes nor all", { audience }, "Exactly one of scope and allow_all_scopes must be provided"],
        [
            "both scopes and all",
            { audience, scope: ["create:bar"], allow_all_scopes: true },
            "Exactly one of scope and allow_all_scopes must be provided",
        ],
        [
            "a client's own access to the My Account API",
            { audience: me, scope: [...connectedAccountsScopes] },
            `The API ${me} does not allow access by clients: create the grant with subject_type user`,
        ],
        [
            "all scopes of a system API, even where not wanted",
            { audience: managementApi, scope: ["read:clients"], allow_all_scopes: false },
            "`allow_all_scopes` cannot be provided when `audience` is a system API",
        ],
        [
            "a key that a grant does not have",
            { audience, scope: [], scopes: ["create:bar"] },
            "Payload validation error: 'Additional properties not allowed: scopes'.",
        ],
        [
            "a group of clients beside a client",
            { audience, scope: [], default_for: "third_party_clients" },
            "Exactly one of client_id and default_for must be provided",
        ],
    ])("%s", async (_what, body, message) => {
        const client_id = await client("refused");
        const reply = await create({ client_id, ...body });
        expect([reply.status, reply.body.message]).toEqual([400, message]);
    });

    it("changes of whom a grant is for", async () => {
        const { body } = await create({ client_id: await client("fixed"), audience, scope: [] });
        const reply = await auth0.call("PATCH", `/client-grants/${body.id}`, { audience, client_id: "x" });
        expect(reply.body.message).toBe(
            "Payload validation error: 'Additional properties not allowed: audience,client_id'.",
        );
    });

    it("clients and APIs that are not there", async () => {
        expect(await create({ client_id: "nobody", audience, scope: [] })).toMatchObject({
            status: 404,
            body: { errorCode: "inexistent_client" },
        });
        expect(await create({ client_id: await client("lost"), audience: "https://nowhere", scope: [] })).toMatchObject(
            { status: 404, body: { errorCode: "inexistent_resource_server" } },
        );
    });
});

it("takes any scope for an API that defines none, as recorded", async () => {
    await auth0.sdk.resourceServers.create({ identifier: "https://open" });
    const reply = await create({ client_id: await client("open"), audience: "https://open", scope: ["anything"] });
    expect([reply.status, reply.body.scope]).toEqual([201, ["anything"]]);
});

it("is for the users of a client where it is for the My Account API", async () => {
    const request = { client_id: await client("my account"), audience: me, subject_type: "user" };
    const reply = await create({ ...request, scope: [...connectedAccountsScopes] });
    expect([reply.status, reply.body.subject_type]).toEqual([201, "user"]);
});

it("answers for what is not there as recorded: 404 to a read, 204 to a deletion", async () => {
    expect(await auth0.call("GET", "/client-grants/cgr_none")).toMatchObject({
        status: 404,
        body: {
            statusCode: 404,
            error: "Not Found",
            message: "The grant does not exist.",
            errorCode: "inexistent_client_grant",
        },
    });
    expect((await auth0.call("PATCH", "/client-grants/cgr_none", { scope: [] })).status).toBe(404);
    expect(await auth0.call("DELETE", "/client-grants/cgr_none")).toMatchObject({ status: 204, body: undefined });
});
