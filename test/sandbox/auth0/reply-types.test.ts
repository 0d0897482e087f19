import { generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Shape } from "../../../sandbox/auth0/body-shape.ts";
import { routes } from "../../../sandbox/auth0/routes.ts";
import { connectionOptions } from "../../../sandbox/auth0/shapes/connection-options-shapes.ts";
import { managementApi, type Reply } from "./auth0-fixture.ts";
import { auth0Problems, type ReplyKind, type ReplyType } from "./reply-types.ts";
import { sam, startVault, type Vault } from "./token-vault/vault-fixture.ts";

/** A tenant in which people have signed in and connected accounts: the Management API shows them, and makes none. */
let vault: Vault;

/** Replies to requests of every route that answers with something, by method and route. */
let replies: ReadonlyMap<string, readonly Reply[]>;

beforeAll(async () => {
    vault = await startVault();
    replies = await everyReply();
});
afterAll(() => vault.close());

/** What each route answers with. Two lists have nobody in them: the sandbox gives organizations no members and no grants. */
const answers: readonly (readonly [route: string, kind: ReplyKind, empty?: "empty"])[] = [
    ["GET /connections", "Connection[]"],
    ["POST /connections", "Connection"],
    ["GET /connections/{id}", "Connection"],
    ["PATCH /connections/{id}", "Connection"],
    ["DELETE /connections/{id}", "DeletedConnection"],
    ["GET /connections/{id}/clients", "ConnectionEnabledClientList"],
    ["GET /clients", "Client[]"],
    ["POST /clients", "Client"],
    ["GET /clients/{id}", "Client"],
    ["PATCH /clients/{id}", "Client"],
    ["GET /clients/{id}/connections", "ConnectionList"],
    ["GET /clients/{client_id}/credentials", "Credential[]"],
    ["POST /clients/{client_id}/credentials", "Credential"],
    ["GET /clients/{client_id}/credentials/{credential_id}", "Credential"],
    ["PATCH /clients/{client_id}/credentials/{credential_id}", "Credential"],
    ["GET /client-grants", "ClientGrant[]"],
    ["POST /client-grants", "ClientGrant"],
    ["GET /client-grants/{id}", "ClientGrant"],
    ["PATCH /client-grants/{id}", "ClientGrant"],
    ["GET /resource-servers", "ResourceServer[]"],
    ["POST /resource-servers", "ResourceServer"],
    ["GET /resource-servers/{id}", "ResourceServer"],
    ["PATCH /resource-servers/{id}", "ResourceServer"],
    ["GET /custom-domains", "CustomDomain[]"],
    ["GET /custom-domains/default", "CustomDomain"],
    ["GET /custom-domains/{id}", "CustomDomain"],
    ["GET /tenants/settings", "Tenant"],
    ["GET /users", "User[]"],
    ["GET /users/{id}", "User"],
    ["PATCH /users/{id}", "User"],
    ["GET /users/{id}/connected-accounts", "ConnectedAccountList"],
    ["POST /users/{id}/identities", "UserIdentity[]"],
    ["DELETE /users/{id}/identities/{provider}/{user_id}", "UserIdentity[]"],
    ["GET /guardian/policies", "string[]"],
    ["PUT /guardian/policies", "string[]"],
    ["GET /logs", "Log[]"],
    ["GET /logs/{id}", "Log"],
    ["GET /organizations", "Organization[]"],
    ["GET /organizations/name/{name}", "Organization"],
    ["GET /organizations/{id}", "Organization"],
    ["GET /organizations/{id}/members", "OrganizationMember[]", "empty"],
    ["GET /organizations/{id}/client-grants", "ClientGrant[]", "empty"],
    ["GET /organizations/{id}/connections", "OrganizationAllConnection[]"],
    ["POST /organizations/{id}/connections", "OrganizationAllConnection"],
    ["GET /organizations/{id}/connections/{connection_id}", "OrganizationAllConnection"],
    ["PATCH /organizations/{id}/connections/{connection_id}", "OrganizationAllConnection"],
    ["GET /organizations/{id}/enabled_connections", "OrganizationConnection[]"],
    ["POST /organizations/{id}/enabled_connections", "OrganizationConnection"],
    ["GET /organizations/{id}/enabled_connections/{connection_id}", "OrganizationConnection"],
    ["PATCH /organizations/{id}/enabled_connections/{connection_id}", "OrganizationConnection"],
];

/** Routes that answer with their status alone. */
const silent = [
    "PATCH /connections/{id}/clients",
    "DELETE /clients/{id}",
    "DELETE /clients/{client_id}/credentials/{credential_id}",
    "DELETE /client-grants/{id}",
    "DELETE /resource-servers/{id}",
    "DELETE /users/{id}",
    "DELETE /organizations/{id}/connections/{connection_id}",
    "DELETE /organizations/{id}/enabled_connections/{connection_id}",
];

/** The lists that come in pages, and the ways to ask for them: with totals, as go-auth0 does, or from checkpoint to checkpoint. */
const totals = "include_totals=true&per_page=1&page=0";
const checkpoint = "take=1";
const pages: readonly (readonly [path: string, type: ReplyType, query: string])[] = [
    ["/connections", "ConnectionList", totals],
    ["/connections", "ConnectionList", checkpoint],
    ["/clients", "ClientList", totals],
    ["/clients", "ClientList", checkpoint],
    ["/client-grants", "ClientGrantList", totals],
    ["/client-grants", "ClientGrantList", checkpoint],
    ["/resource-servers", "ResourceServerList", totals],
    ["/custom-domains", "CustomDomainList", checkpoint],
    ["/users", "UserList", totals],
    ["/logs", "LogList", totals],
    ["/organizations", "OrganizationList", totals],
    ["/organizations", "OrganizationList", checkpoint],
    ["/organizations/org_one/members", "OrganizationMemberList", totals],
    ["/organizations/org_one/members", "OrganizationMemberList", checkpoint],
    ["/organizations/org_one/client-grants", "ClientGrantList", totals],
    ["/organizations/org_one/connections", "OrganizationAllConnectionList", totals],
    ["/organizations/org_one/enabled_connections", "OrganizationConnectionList", totals],
];

describe("what the provider's client of the Management API parses", () => {
    it.each(answers.map(([route, kind, empty]) => ({ route, kind, empty })))(
        "is what $route answers: $kind",
        ({ route, kind, empty }) => {
            const given = replies.get(route) ?? [];
            expect(given.length).toBeGreaterThan(0);
            for (const { status, body } of given) {
                expect([200, 201, 202]).toContain(status);
                expect(auth0Problems(kind, body)).toEqual([]);
                if (Array.isArray(body)) expect(body.length > 0).toBe(empty === undefined);
            }
        },
    );

    it("is asked of every route that answers with something", () => {
        const asked = [...answers.map(([route]) => route), ...silent];
        expect(asked.sort()).toEqual(routes.map(nameOf).sort());
    });

    it.each(pages.map(([path, type, query]) => ({ path, type, query })))(
        "is a page of $path?$query: $type",
        async ({ path, type, query }) => {
            const { status, body } = await vault.auth0.call("GET", `${path}?${query}`);
            expect([status, auth0Problems(type, body)]).toEqual([200, []]);
            if (query === totals) expect(body).toMatchObject({ start: 0, limit: 1, total: expect.any(Number) });
        },
    );

    it("is where the next page starts, as long as there is one", async () => {
        const { body } = await vault.auth0.call("GET", "/organizations?take=1");
        expect(body.next).toEqual(expect.any(String));
        const last = await vault.auth0.call("GET", `/organizations?take=1&from=${body.next}`);
        expect(Object.keys(last.body)).toEqual(["organizations"]);
    });

    it("is a refusal, with a code for programs where Auth0 has one", async () => {
        const refused = [
            await vault.auth0.call("GET", "/clients/none"),
            await vault.auth0.call("POST", "/clients", {}),
            await vault.auth0.call("GET", "/clients?per_page=none"),
            await vault.auth0.call("GET", "/clients", undefined, ["read:users"]),
            await vault.auth0.call("GET", "/organizations/none"),
            await vault.auth0.send(`${managementApi}clients`),
            await vault.auth0.send(`${managementApi}clients`, { headers: { authorization: "Bearer a.b.c" } }),
            await vault.auth0.call("GET", "/nonsense"),
        ];
        expect(refused.flatMap(({ body }) => auth0Problems("Refusal", body))).toEqual([]);
        expect(refused.map(({ status, body }) => [status, body.statusCode, body.errorCode])).toEqual([
            [404, 404, "inexistent_client"],
            [400, 400, "invalid_body"],
            [400, 400, "invalid_query_string"],
            [403, 403, "insufficient_scope"],
            [404, 404, undefined],
            [401, 401, undefined],
            [401, 401, undefined],
            [501, 501, undefined],
        ]);
        expect(refused.every(({ body }) => body.error !== "" && body.message !== "")).toBe(true);
    });

    it("is told from what it is not", () => {
        const wrong = {
            client_id: 1,
            colour: "red",
            jwt_configuration: { lifetime_in_seconds: "36000" },
            callbacks: null,
            client_metadata: { a: true },
            refresh_token: { policies: [{ audience: "a", scope: "b" }] },
        };
        expect(auth0Problems("Client", wrong)).toEqual([
            "client_id is 1, not string",
            "colour is read by nobody",
            'jwt_configuration.lifetime_in_seconds is "36000", not integer',
            "callbacks is null, not string[]",
            "client_metadata.a is true, not string",
            'refresh_token.policies[0].scope is "b", not string[]',
        ]);
        expect(auth0Problems("Connection[]", [{ strategy: "waad", options: { graph_user: true } }])).toEqual([
            "[0].options.graph_user is read by nobody",
        ]);
        expect(auth0Problems("Connection", { options: {} })).toEqual(["options is {}, not options of undefined"]);
        expect(auth0Problems("User", undefined)).toEqual(["the reply is undefined, not User"]);
        expect(auth0Problems("Credential", { created_at: "2026-02-03" })).toEqual([
            'created_at is "2026-02-03", not date',
        ]);
    });
});

/** Makes one of everything, with every property that can be given, and reads it. */
async function everyReply(): Promise<ReadonlyMap<string, readonly Reply[]>> {
    const kept = new Map<string, Reply[]>();
    const ask: Ask = async (route, ids = [], body) => {
        const [method = "", path = ""] = route.split(" ");
        const left = [...ids];
        const filled = path.replaceAll(/\{\w+\}/g, () => encodeURIComponent(left.shift() ?? ""));
        const reply = await vault.auth0.call(method, filled, body);
        kept.set(route, [...(kept.get(route) ?? []), reply]);
        return reply.body;
    };
    await askUsers(ask);
    await askApis(ask);
    const client = await askClients(ask);
    await askGrants(ask, client);
    await askConnections(ask, client);
    await ask("GET /custom-domains");
    await ask("GET /custom-domains/default");
    await ask("GET /custom-domains/{id}", [...vault.auth0.tenant.customDomains.keys()]);
    await ask("GET /tenants/settings");
    return kept;
}

// biome-ignore lint/suspicious/noExplicitAny: replies are asked for the ids in them
type Ask = (route: string, ids?: readonly string[], body?: unknown) => Promise<any>;

async function askUsers(ask: Ask): Promise<void> {
    const person = await vault.person();
    const other = await vault.person({ account: sam });
    await vault.connect(person);
    await vault.exchange(person);
    await vault.exchange(person, { subject_token: "wrong" });

    const id = person.userId;
    const metadata = { app_metadata: { a: 1 }, user_metadata: { b: true } };
    await ask("PATCH /users/{id}", [id], metadata);
    await ask("GET /users");
    await ask("GET /users/{id}/connected-accounts", [id]);
    const identity = { provider: "windowslive", user_id: sam.oid };
    await ask("POST /users/{id}/identities", [id], identity);
    await ask("GET /users/{id}", [id]);
    await ask("DELETE /users/{id}/identities/{provider}/{user_id}", [id, "windowslive", sam.oid]);
    await ask("GET /users/{id}", [other.userId]);

    const events = await ask("GET /logs");
    await ask("GET /logs/{id}", [events[0].log_id]);
    await ask("PUT /guardian/policies", [], ["all-applications"]);
    await ask("GET /guardian/policies");
    await vault.auth0.call("PUT", "/guardian/policies", []);
}

/** Makes the API `everything`. */
async function askApis(ask: Ask): Promise<void> {
    const given = {
        identifier: "everything",
        authorization_details: [{ type: "a" }],
        token_encryption: {
            format: "compact-nested-jwe",
            encryption_key: { name: "a", alg: "RSA-OAEP-256", kid: "b", pem },
        },
    };
    const { id } = await ask("POST /resource-servers", [], { ...whole("POST /resource-servers"), ...given });
    const { identifier: _identifier, ...changes } = given;
    await ask("PATCH /resource-servers/{id}", [id], { ...whole("PATCH /resource-servers/{id}"), ...changes });
    await ask("POST /clients", [], {
        name: "its client",
        app_type: "resource_server",
        resource_server_identifier: "everything",
    });
    await ask("GET /resource-servers/{id}", [id]);
    await ask("GET /resource-servers");
}

/** @returns the id of a client that has everything */
async function askClients(ask: Ask): Promise<string> {
    const credential = { credential_type: "public_key", pem, alg: "RS256", expires_at: "2030-01-02T03:04:05Z" };
    const given = {
        jwt_configuration: { ...whole("POST /clients")["jwt_configuration"], alg: "RS256" },
        // One way of authentication excludes the other, and one kind of client names an API.
        token_endpoint_auth_method: undefined,
        resource_server_identifier: undefined,
        // The sandbox serves no certificates, and makes no keys for other uses than authentication.
        client_authentication_methods: { private_key_jwt: { credentials: [{ ...credential, name: "a" }] } },
        signed_request_object: { required: true },
        token_vault_privileged_access: undefined,
    };
    const { client_id: id } = await ask("POST /clients", [], { ...whole("POST /clients"), ...given });
    await ask("POST /clients", [], { name: "plain" });

    const credentials = "/clients/{client_id}/credentials";
    const key = await ask(`POST ${credentials}`, [id], { ...whole(`POST ${credentials}`), ...credential });
    await ask(`PATCH ${credentials}/{credential_id}`, [id, key.id], { expires_at: "2031-01-02T03:04:05Z" });
    await ask(`GET ${credentials}/{credential_id}`, [id, key.id]);
    await ask(`GET ${credentials}`, [id]);

    const own = { credentials: [{ id: key.id }] };
    const changes = whole("PATCH /clients/{id}");
    await ask("PATCH /clients/{id}", [id], {
        ...changes,
        jwt_configuration: given.jwt_configuration,
        token_endpoint_auth_method: undefined,
        client_authentication_methods: {
            private_key_jwt: own,
            tls_client_auth: own,
            self_signed_tls_client_auth: own,
        },
        signed_request_object: { ...changes["signed_request_object"], ...own },
        token_vault_privileged_access: { ...changes["token_vault_privileged_access"], ...own },
    });
    await ask("GET /clients/{id}", [id]);
    await ask("GET /clients");
    return id;
}

async function askGrants(ask: Ask, client: string): Promise<void> {
    const given = { ...whole("POST /client-grants"), audience: "everything", subject_type: "user" };
    const one = { ...given, client_id: client, default_for: undefined, allow_all_scopes: false };
    const { id } = await ask("POST /client-grants", [], one);
    await ask("POST /client-grants", [], { ...given, client_id: undefined, scope: undefined, allow_all_scopes: true });
    await ask("PATCH /client-grants/{id}", [id], { ...whole("PATCH /client-grants/{id}"), allow_all_scopes: false });
    await ask("GET /client-grants/{id}", [id]);
    await ask("GET /client-grants");
}

async function askConnections(ask: Ask, client: string): Promise<void> {
    const post = whole("POST /connections");
    const windowslive = { ...optionsOf("windowslive"), strategy_version: 2 };
    const waad = { ...optionsOf("waad"), userid_attribute: "sub" };
    const { id } = await ask("POST /connections", [], {
        ...post,
        name: "personal",
        strategy: "windowslive",
        realms: ["personal"],
        options: windowslive,
    });
    await ask("POST /connections", [], { ...post, name: "work", strategy: "waad", realms: ["work"], options: waad });
    const { id: old } = await ask("POST /connections", [], {
        name: "old",
        strategy: "waad",
        options: { client_id: "a", client_secret: "b" },
    });
    const patch = whole("PATCH /connections/{id}");
    await ask("PATCH /connections/{id}", [id], { ...patch, realms: ["personal"], options: windowslive });
    await vault.auth0.call("PATCH", `/connections/${id}/clients`, [{ client_id: client, status: true }]);
    await ask("GET /connections/{id}", [id]);
    await ask("GET /connections/{id}/clients", [id]);
    await ask("GET /clients/{id}/connections", [client]);
    await ask("GET /connections");
    await askOrganizations(ask, id, old);
    await ask("DELETE /connections/{id}", [old]);
}

async function askOrganizations(ask: Ask, first: string, second: string): Promise<void> {
    for (const name of ["one", "two"]) {
        vault.auth0.tenant.organizations.set(`org_${name}`, { id: `org_${name}`, name, display_name: name });
    }
    await ask("GET /organizations");
    await ask("GET /organizations/{id}", ["org_one"]);
    await ask("GET /organizations/name/{name}", ["one"]);
    await ask("GET /organizations/{id}/members", ["org_one"]);
    await ask("GET /organizations/{id}/client-grants", ["org_one"]);
    for (const [kind, connection] of [
        ["connections", first],
        ["enabled_connections", second],
    ]) {
        const all = `/organizations/{id}/${kind}`;
        const one = `${all}/{connection_id}`;
        // Sign-up is for database connections alone.
        const given = { is_signup_enabled: false };
        const body = { ...whole(`POST ${all}`), ...given, connection_id: connection };
        await ask(`POST ${all}`, ["org_one"], body);
        await ask(`PATCH ${one}`, ["org_one", connection ?? ""], { ...whole(`PATCH ${one}`), ...given });
        await ask(`GET ${one}`, ["org_one", connection ?? ""]);
        await ask(`GET ${all}`, ["org_one"]);
    }
}

const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const pem = publicKey.export({ type: "spki", format: "pem" }).toString();

// biome-ignore lint/suspicious/noExplicitAny: it has the shape that the route wants
type Body = Record<string, any>;

/** A body with every property that a route takes. */
function whole(route: string): Body {
    const shape = routes.find((one) => nameOf(one) === route)?.body?.shape;
    if (shape === undefined) throw new Error(`${route} takes no body`);
    return example(shape) as Body;
}

function optionsOf(strategy: keyof typeof connectionOptions): Body {
    return example(connectionOptions[strategy].shape) as Body;
}

/** A value of a shape, with every property that it can have. */
function example(shape: Shape): unknown {
    if (shape === "boolean") return true;
    if (shape === "integer") return 1;
    if (typeof shape === "string") return "a";
    if (shape.kind === "text") return "a".repeat(shape.shortest ?? 1);
    if (shape.kind === "whole") return shape.minimum ?? 1;
    if (shape.kind === "oneOf") return shape.values[0];
    if (shape.kind === "orNull") return example(shape.shape);
    if (shape.kind === "listOf") return [example(shape.item)];
    if (shape.kind === "mapOf") return { a: example(shape.value) };
    return Object.fromEntries(Object.entries(shape.fields).map(([name, field]) => [name, example(field)]));
}

function nameOf({ method, path }: { readonly method: string; readonly path: string }): string {
    return `${method} ${path.replace("/api/v2", "")}`;
}
