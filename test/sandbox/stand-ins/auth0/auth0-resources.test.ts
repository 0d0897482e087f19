import { generateKeyPairSync } from "node:crypto";
import type { JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { secret, unknownText } from "../provider-process.ts";
import { domain, type StandInWorld, startStandIn } from "../stand-in-world.ts";

type Inputs = { [name: string]: JavaScriptValue };

const token = (type: string) => `auth0:index/${type.slice(0, 1).toLowerCase()}${type.slice(1)}:${type}`;
const windowslive = {
    name: "ms",
    strategy: "windowslive",
    displayName: "Microsoft",
    authentication: { active: false },
    connectedAccounts: { active: true },
    options: { clientId: "id", clientSecret: secret("s3cret"), strategyVersion: 2, scopes: ["signin", "graph_user"] },
};

let sandbox: StandInWorld;

beforeAll(async () => {
    sandbox = await startStandIn("auth0");
});

afterAll(() => sandbox.close());

/** Makes a resource as the engine does: checked first. */
async function made(type: string, given: Inputs) {
    const { inputs, failures } = await sandbox.provider.check(token(type), "it", given);
    expect(failures).toEqual([]);
    return { inputs, ...(await sandbox.provider.create(token(type), inputs)) };
}

async function inputsOf(type: string, given: Inputs): Promise<Inputs> {
    return (await sandbox.provider.check(token(type), "it", given)).inputs;
}

/** What a provider says about a resource that nobody touched: nothing changes, not even after a refresh. */
async function expectNoChange(type: string, { id, state, inputs }: { id: string; state: Inputs; inputs: Inputs }) {
    const { provider } = sandbox;
    expect((await provider.diff(token(type), id, state, inputs)).changes).toEqual({});
    const refreshed = await provider.read(token(type), id, state, inputs);
    expect(refreshed.state).toEqual(state);
    expect(refreshed.inputs).toEqual(inputs);
}

describe("a windowslive connection", () => {
    it("is previewed without a call, with what Auth0 will say unknown", async () => {
        const mark = sandbox.world.requests.mark();
        const inputs = await inputsOf("Connection", windowslive);
        const { id, state } = await sandbox.provider.create(token("Connection"), inputs, true);

        expect(sandbox.calls(mark)).toEqual([]);
        expect(id).toBe("");
        expect(state).toEqual({
            id: unknownText,
            name: "ms",
            strategy: "windowslive",
            displayName: "Microsoft",
            isDomainConnection: unknownText,
            realms: unknownText,
            authentication: { active: false },
            connectedAccounts: { active: true },
            options: {
                clientId: "id",
                clientSecret: secret("s3cret"),
                strategyVersion: 2,
                scopes: ["graph_user", "signin"],
                domainAliases: unknownText,
                nonPersistentAttrs: unknownText,
                setUserRootAttributes: unknownText,
            },
        });
    });

    it("is made, read back with its secret marked, changed with all its options, and deleted", async () => {
        const mark = sandbox.world.requests.mark();
        const connection = await made("Connection", windowslive);
        const { id, state } = connection;
        expect(sandbox.calls(mark)).toEqual(["POST /api/v2/connections 201", `GET /api/v2/connections/${id} 200`]);
        expect(state).toMatchObject({ id, authentication: { active: false }, connectedAccounts: { active: true } });
        expect(state["options"]).toMatchObject({ clientSecret: secret("s3cret"), scopes: ["graph_user", "signin"] });
        await expectNoChange("Connection", connection);

        const inputs = await inputsOf("Connection", {
            ...windowslive,
            options: { ...windowslive.options, scopes: ["signin", "offline_access"] },
        });
        expect(await sandbox.provider.diff(token("Connection"), id, state, inputs)).toEqual({
            changes: { "options.scopes[0]": "DELETE", "options.scopes[1]": "ADD" },
            replaces: [],
            deleteBeforeReplace: false,
        });
        await sandbox.provider.update(token("Connection"), id, state, inputs);
        expect(sandbox.world.tenant.connections.get(id)?.options).toMatchObject({
            client_id: "id",
            client_secret: "s3cret",
            strategy_version: 2,
            graph_user: false,
            signin: true,
            offline_access: true,
        });

        await sandbox.provider.delete(token("Connection"), id, state);
        expect(await sandbox.provider.read(token("Connection"), id, state, inputs)).toEqual({
            id: "",
            state: {},
            inputs: {},
        });
        await sandbox.provider.delete(token("Connection"), id, state);
    });

    it("is replaced by another name or strategy, and the old one goes first", async () => {
        const { id, state, inputs } = await made("Connection", { ...windowslive, name: "replaced" });
        const renamed = await inputsOf("Connection", { ...windowslive, name: "other" });

        expect(await sandbox.provider.diff(token("Connection"), id, state, renamed)).toEqual({
            changes: { name: "UPDATE_REPLACE" },
            replaces: ["name"],
            deleteBeforeReplace: true,
        });
        expect(
            (await sandbox.provider.diff(token("Connection"), id, state, { ...inputs, strategy: "waad" })).replaces,
        ).toEqual(["strategy"]);
    });

    it("that the provider named is replaced the other way round", async () => {
        const { name, ...unnamed } = windowslive;
        const { id, state, inputs } = await made("Connection", unnamed);

        expect(inputs["name"]).toBe("it-abababa");
        expect(
            await sandbox.provider.diff(token("Connection"), id, state, { ...inputs, strategy: "waad" }),
        ).toMatchObject({ replaces: ["strategy"], deleteBeforeReplace: false });
    });

    it("hides a forced option and a dropped scope until the next refresh", async () => {
        const options = { ...windowslive.options, scopes: ["graph_user", "Mail.Send"] };
        const { id, state, inputs } = await made("Connection", { ...windowslive, name: "hides", options });

        expect(state["options"]).toMatchObject({ scopes: ["Mail.Send", "graph_user"] });
        expect((await sandbox.provider.diff(token("Connection"), id, state, inputs)).changes).toEqual({});
        const refreshed = await sandbox.provider.read(token("Connection"), id, state, inputs);
        expect(refreshed.state["options"]).toMatchObject({ scopes: ["graph_user", "signin"] });
        expect((await sandbox.provider.diff(token("Connection"), id, refreshed.state, inputs)).changes).toEqual({
            "options.scopes[1]": "UPDATE",
        });
    });

    it("stays as it is where a purpose is left out, and sends one only when it changes", async () => {
        const { id, state } = await made("Connection", { ...windowslive, name: "purposes" });
        const { connectedAccounts, ...without } = windowslive;
        const inputs = await inputsOf("Connection", { ...without, name: "purposes", displayName: "Changed" });

        expect((await sandbox.provider.diff(token("Connection"), id, state, inputs)).changes).toEqual({
            displayName: "UPDATE",
        });
        sandbox.world.tenant.connections.get(id);
        const updated = await sandbox.provider.update(token("Connection"), id, state, inputs);
        expect(updated["connectedAccounts"]).toEqual(connectedAccounts);
    });
});

describe("a waad connection", () => {
    it("is made and changed with what Auth0 itself keeps in its options", async () => {
        const given = {
            name: "contoso",
            strategy: "waad",
            showAsButton: true,
            options: {
                clientId: "id",
                clientSecret: secret("s3cret"),
                domain: "contoso.com",
                domainAliases: ["z.example", "a.example"],
                identityApi: "azure-active-directory-v1.0",
                waadCommonEndpoint: false,
                userIdAttribute: "oid",
                waadProtocol: "openid-connect",
                shouldTrustEmailVerifiedConnection: "never_set_emails_as_verified",
                scopes: ["basic_profile"],
                setUserRootAttributes: "on_each_login",
                upstreamParams: '{"domain_hint":{"value":"contoso.com"}}',
            },
        };
        const connection = await made("Connection", given);
        const { id, state } = connection;
        await expectNoChange("Connection", { ...connection, state });
        const kept = sandbox.world.tenant.connections.get(id)?.options["thumbprints"];

        const mark = sandbox.world.requests.mark();
        const inputs = await inputsOf("Connection", { ...given, displayName: "Contoso" });
        await sandbox.provider.update(token("Connection"), id, state, inputs);
        const path = `/api/v2/connections/${id}`;
        expect(sandbox.calls(mark)).toEqual([`GET ${path} 200`, `PATCH ${path} 200`, `GET ${path} 200`]);
        expect(sandbox.world.tenant.connections.get(id)?.options["thumbprints"]).toEqual(kept);
    });
});

describe("clients", () => {
    const portal = {
        name: "Portal",
        appType: "regular_web",
        oidcConformant: true,
        jwtConfiguration: { alg: "RS256" },
        callbacks: ["https://portal.example/callback"],
        grantTypes: ["authorization_code", "refresh_token"],
        refreshToken: {
            rotationType: "non-rotating",
            expirationType: "non-expiring",
            policies: [
                { audience: `https://${domain}/me/`, scopes: ["read:me:connected_accounts"] },
                { audience: "https://api.example", scopes: ["b", "a"] },
            ],
        },
        clientMetadata: { team: "web", stays: "1" },
    };

    it("have Pulumi's description, and how they authenticate by their type", async () => {
        const { id, state } = await made("Client", portal);

        expect(state).toMatchObject({ clientId: id, description: "Managed by Pulumi" });
        expect(sandbox.world.tenant.clients.get(id)).toMatchObject({
            token_endpoint_auth_method: "client_secret_post",
        });
        expect(Object.keys(state["signingKeys"] as object)).toContain("4dabf18193072939515e22adb298388d");
    });

    it("change nothing in the order of policies, and take out metadata by name", async () => {
        const { id, state, inputs } = await made("Client", { ...portal, name: "Policies" });
        const { refreshToken } = portal;
        const reordered = { ...refreshToken, policies: refreshToken.policies.toReversed() };
        const changed = await inputsOf("Client", {
            ...portal,
            name: "Policies",
            refreshToken: reordered,
            clientMetadata: { stays: "1" },
        });

        expect((await sandbox.provider.diff(token("Client"), id, state, changed)).changes).toEqual({
            "clientMetadata.team": "DELETE",
        });
        await sandbox.provider.update(token("Client"), id, state, changed);
        expect(sandbox.world.tenant.clients.get(id)?.["client_metadata"]).toEqual({ stays: "1" });
        expect(inputs["refreshToken"]).not.toEqual(reordered);
    });

    it("keep the API they were made for, whatever a program says later", async () => {
        const { state: api } = await made("ResourceServer", { name: "Linked", identifier: "https://linked.example" });
        const given = {
            name: "API client",
            appType: "resource_server",
            resourceServerIdentifier: api["identifier"] ?? "",
        };
        const { id, state } = await made("Client", given);
        await made("ResourceServer", { name: "Other", identifier: "https://other.example" });
        const inputs = await inputsOf("Client", { ...given, resourceServerIdentifier: "https://other.example" });

        expect(await sandbox.provider.diff(token("Client"), id, state, inputs)).toEqual({
            changes: { resourceServerIdentifier: "UPDATE" },
            replaces: [],
            deleteBeforeReplace: false,
        });
        const updated = await sandbox.provider.update(token("Client"), id, state, inputs);
        expect(updated["resourceServerIdentifier"]).toBe("https://linked.example");
    });

    it("have a secret or a key, and change from one to the other", async () => {
        const { id: clientId } = await made("Client", { ...portal, name: "Credentials" });
        const given = { clientId, authenticationMethod: "client_secret_basic" };
        const credentials = await made("ClientCredentials", given);
        expect(credentials.state["clientSecret"]).toEqual(
            secret(sandbox.world.tenant.clients.get(clientId)?.client_secret ?? ""),
        );
        await expectNoChange("ClientCredentials", credentials);

        const pem = publicPem();
        const key = { credentialType: "public_key", name: "first", pem };
        const inputs = await inputsOf("ClientCredentials", {
            clientId,
            authenticationMethod: "private_key_jwt",
            privateKeyJwt: { credentials: [key] },
        });
        const state = await sandbox.provider.update(token("ClientCredentials"), clientId, credentials.state, inputs);
        expect(state).toMatchObject({ authenticationMethod: "private_key_jwt", clientSecret: secret("") });
        expect(state["privateKeyJwt"]).toMatchObject({ credentials: [{ name: "first", pem, algorithm: "RS256" }] });
        await expectNoChange("ClientCredentials", { id: clientId, state, inputs });

        const back = await inputsOf("ClientCredentials", given);
        const withSecret = await sandbox.provider.update(token("ClientCredentials"), clientId, state, back);
        expect(withSecret["authenticationMethod"]).toBe("client_secret_basic");
        expect(sandbox.world.tenant.credentials.get(clientId)?.size ?? 0).toBe(0);
        await sandbox.provider.delete(token("ClientCredentials"), clientId, withSecret);
        expect(sandbox.world.tenant.clients.get(clientId)).toMatchObject({
            token_endpoint_auth_method: "client_secret_post",
        });
    });

    it("have a key that is shown as gone where Auth0 has another of its name", async () => {
        const { id: clientId } = await made("Client", { ...portal, name: "Other key" });
        const key = { credentialType: "public_key", name: "first", pem: publicPem() };
        const { id, state } = await made("ClientCredentials", {
            clientId,
            authenticationMethod: "private_key_jwt",
            privateKeyJwt: { credentials: [key] },
        });
        const kept = { ...state, privateKeyJwt: { credentials: [{ ...key, pem: publicPem() }] } };

        const refreshed = await sandbox.provider.read(token("ClientCredentials"), id, kept, {});
        expect(refreshed.state?.["privateKeyJwt"]).toMatchObject({ credentials: [{ name: "first", pem: "" }] });
    });

    it("lose their keys in one change when their credentials are deleted, and may have no secret", async () => {
        const { id: clientId } = await made("Client", { ...portal, name: "Last key" });
        const { id, state } = await made("ClientCredentials", {
            clientId,
            authenticationMethod: "private_key_jwt",
            privateKeyJwt: { credentials: [{ credentialType: "public_key", pem: publicPem() }] },
        });
        const mark = sandbox.world.requests.mark();
        await sandbox.provider.delete(token("ClientCredentials"), id, state);
        expect(sandbox.calls(mark).filter((call) => call.startsWith("PATCH"))).toHaveLength(1);

        const given = { clientId, authenticationMethod: "none", clientSecret: secret("never sent anywhere at all") };
        const later = sandbox.world.requests.mark();
        await made("ClientCredentials", given);
        expect(sandbox.calls(later).filter((call) => call.startsWith("PATCH"))).toHaveLength(1);
    });
});

describe("APIs", () => {
    it("are changed, and replaced by another identifier", async () => {
        const given = { name: "API", identifier: "https://replaced.example", tokenLifetime: 3600 };
        const api = await made("ResourceServer", given);
        await expectNoChange("ResourceServer", api);
        const inputs = await inputsOf("ResourceServer", {
            ...given,
            tokenLifetime: 60,
            identifier: "https://new.example",
        });

        expect(await sandbox.provider.diff(token("ResourceServer"), api.id, api.state, inputs)).toEqual({
            changes: { identifier: "UPDATE_REPLACE", tokenLifetime: "UPDATE" },
            replaces: ["identifier"],
            deleteBeforeReplace: true,
        });
    });

    it("are imported by their identifier, and known by their id then", async () => {
        const { id } = await made("ResourceServer", { name: "Imported", identifier: "https://imported.example" });
        const imported = await sandbox.provider.read(token("ResourceServer"), "https://imported.example");

        expect(imported.id).toBe(id);
        expect(imported.inputs).toMatchObject({ name: "Imported", identifier: "https://imported.example" });
    });

    it("of My Account keep Auth0's name and are not different for it", async () => {
        const given = { name: "My own name", identifier: `https://${domain}/me/` };
        const { id, state, inputs } = await made("ResourceServer", given);

        expect(state["name"]).toBe("Auth0 My Account API");
        expect((await sandbox.provider.diff(token("ResourceServer"), id, state, inputs)).changes).toEqual({});
    });

    it("have scopes in any order, and are not given more than they may lose", async () => {
        await made("ResourceServer", { name: "Scoped", identifier: "https://scoped.example" });
        const given = {
            resourceServerIdentifier: "https://scoped.example",
            scopes: [{ name: "write", description: "Write" }, { name: "read" }],
        };
        const scopes = await made("ResourceServerScopes", given);
        const reordered = await inputsOf("ResourceServerScopes", { ...given, scopes: given.scopes.toReversed() });
        expect(
            (await sandbox.provider.diff(token("ResourceServerScopes"), scopes.id, scopes.state, reordered)).changes,
        ).toEqual({});

        const others = await inputsOf("ResourceServerScopes", { ...given, scopes: [{ name: "other" }] });
        await expect(sandbox.provider.create(token("ResourceServerScopes"), others)).rejects.toThrow(
            /Resource Server with non empty scopes: it has .*Import the resource instead/,
        );
    });

    it("are granted to clients, and a grant that is there is taken as it is", async () => {
        await made("ResourceServer", { name: "Granted", identifier: "https://granted.example" });
        await made("ResourceServerScopes", {
            resourceServerIdentifier: "https://granted.example",
            scopes: [{ name: "a" }, { name: "b" }],
        });
        const { id: clientId } = await made("Client", { name: "Grantee", appType: "regular_web" });
        const given = { clientId, audience: "https://granted.example", subjectType: "user", scopes: ["a"] };
        const grant = await made("ClientGrant", given);
        await expectNoChange("ClientGrant", grant);

        const more = await inputsOf("ClientGrant", { ...given, scopes: ["a", "b"] });
        const adopted = await sandbox.provider.create(token("ClientGrant"), more);
        expect(adopted).toMatchObject({ id: grant.id, state: { scopes: ["a"] } });
        expect((await sandbox.provider.diff(token("ClientGrant"), grant.id, adopted.state, more)).changes).toEqual({
            "scopes[1]": "ADD",
        });

        const mark = sandbox.world.requests.mark();
        const updated = await sandbox.provider.update(token("ClientGrant"), grant.id, adopted.state, more);
        expect(updated["scopes"]).toEqual(["a", "b"]);
        expect(sandbox.calls(mark)).toEqual([
            `PATCH /api/v2/client-grants/${grant.id} 200`,
            `GET /api/v2/client-grants/${grant.id} 200`,
        ]);
        expect(
            (await sandbox.provider.diff(token("ClientGrant"), grant.id, updated, { ...more, clientId: "x" })).replaces,
        ).toEqual(["clientId"]);
    });

    it("are not granted without scopes", async () => {
        const inputs = await inputsOf("ClientGrant", { clientId: "x", audience: "y" });

        await expect(sandbox.provider.create(token("ClientGrant"), inputs, true)).rejects.toThrow(
            "either `scopes` must be provided or `allow_all_scopes` must be set to `true`",
        );
    });
});

describe("links between connections and clients", () => {
    it("are made one by one, found by both ids, and unmade", async () => {
        const { id: connectionId } = await made("Connection", { ...windowslive, name: "linked" });
        const { id: clientId } = await made("Client", { name: "Linked", appType: "regular_web" });
        const link = await made("ConnectionClient", { connectionId, clientId });

        expect(link.id).toBe(`${connectionId}::${clientId}`);
        expect(link.state).toEqual({ id: link.id, connectionId, clientId, name: "linked", strategy: "windowslive" });
        await expectNoChange("ConnectionClient", link);
        expect((await sandbox.provider.read(token("ConnectionClient"), link.id)).inputs).toEqual({
            connectionId,
            clientId,
        });
        expect((await sandbox.provider.read(token("ConnectionClient"), "malformed")).id).toBe("");
        await sandbox.provider.delete(token("ConnectionClient"), link.id, link.state);
        expect((await sandbox.provider.read(token("ConnectionClient"), link.id, link.state, link.inputs)).id).toBe("");
    });

    it("to a client that is not there fail as the real provider does", async () => {
        const { id: connectionId } = await made("Connection", { ...windowslive, name: "unlinked" });
        const inputs = await inputsOf("ConnectionClient", { connectionId, clientId: "missing" });

        await expect(sandbox.provider.create(token("ConnectionClient"), inputs)).rejects.toThrow(
            "expected non-nil error with nil state during Create of urn:pulumi:dev::microsoft-connection::",
        );
    });

    it("are one list of all, which takes the place of no other", async () => {
        const { id: connectionId } = await made("Connection", { ...windowslive, name: "listed" });
        const ids: string[] = [];
        for (const name of ["One", "Two", "Three"])
            ids.push((await made("Client", { name, appType: "regular_web" })).id);
        const [one = "", two = "", three = ""] = ids;
        const list = await made("ConnectionClients", { connectionId, enabledClients: [two, one] });
        await expectNoChange("ConnectionClients", list);

        const inputs = await inputsOf("ConnectionClients", { connectionId, enabledClients: [three, two] });
        await sandbox.provider.update(token("ConnectionClients"), list.id, list.state, inputs);
        expect(sandbox.world.tenant.enabledClients.get(connectionId)).toEqual(new Set([two, three]));
        await expect(
            sandbox.provider.create(token("ConnectionClients"), { ...inputs, enabledClients: [one] }),
        ).rejects.toThrow(/Connection with non empty enabled clients: it has .*Import the resource instead/);
        const imported = await sandbox.provider.read(token("ConnectionClients"), connectionId);
        expect(imported.inputs).toEqual({ connectionId, enabledClients: [two, three].sort() });
    });
});

describe("a connection of an organization", () => {
    it("is enabled, changed and disabled, and is not replaced by another connection", async () => {
        const { id: connectionId } = await made("Connection", { ...windowslive, name: "organized" });
        const organizationId = "org_1234567890abcdef";
        const enabled = await made("OrganizationConnection", { organizationId, connectionId });
        expect(enabled.state).toMatchObject({ isEnabled: true, name: "organized", strategy: "windowslive" });
        await expectNoChange("OrganizationConnection", enabled);

        const inputs = await inputsOf("OrganizationConnection", {
            organizationId,
            connectionId,
            assignMembershipOnLogin: true,
        });
        const updated = await sandbox.provider.update(
            token("OrganizationConnection"),
            enabled.id,
            enabled.state,
            inputs,
        );
        expect(updated["assignMembershipOnLogin"]).toBe(true);
        expect(
            (
                await sandbox.provider.diff(token("OrganizationConnection"), enabled.id, updated, {
                    ...inputs,
                    connectionId: "con_other",
                })
            ).replaces,
        ).toEqual([]);
        await sandbox.provider.delete(token("OrganizationConnection"), enabled.id, updated);
        await expect(
            sandbox.provider.read(token("OrganizationConnection"), enabled.id, updated, inputs),
        ).rejects.toThrow(/refreshing .*: 1 error occurred:\n\t\* 404: \{/);
    });
});

describe("look-ups", () => {
    const invoke = async (name: string, inputs: Inputs) =>
        (await sandbox.provider.invoke(`auth0:index/${name}:${name}`, inputs)).result;

    it("find the tenant and its custom domains", async () => {
        expect(await invoke("getTenant", {})).toMatchObject({
            domain,
            managementApiIdentifier: `https://${domain}/api/v2/`,
        });
        expect(await invoke("getCustomDomains", {})).toMatchObject({
            customDomains: [{ domain: "login.acme.com", status: "ready" }],
        });
    });

    it("find clients, grants, connections, APIs and organizations by id and by name", async () => {
        const { id: connectionId } = await made("Connection", { ...windowslive, name: "found" });
        await made("ResourceServer", { name: "Found", identifier: "https://found.example/x" });
        const { id: clientId } = await made("Client", { name: "Found", appType: "regular_web" });

        expect(await invoke("getClient", { clientId })).toMatchObject({ name: "Found", id: clientId });
        expect(await invoke("getClient", { name: "Found" })).toMatchObject({ clientId, appType: "regular_web" });
        expect(await invoke("getClientGrants", { clientId })).toMatchObject({ clientGrants: [] });
        expect(await invoke("getConnection", { name: "found" })).toMatchObject({
            id: connectionId,
            enabledClients: [],
            connectedAccounts: [{ active: true }],
            options: [{ scopes: ["signin", "graph_user"], clientSecret: "s3cret" }],
        });
        expect(await invoke("getResourceServer", { identifier: "https://found.example/x" })).toMatchObject({
            name: "Found",
        });
        const skip = { skipClientGrants: true, skipConnections: true, skipMembers: true };
        expect(await invoke("getOrganization", { name: "acme", ...skip })).toMatchObject({
            id: "org_1234567890abcdef",
        });
    });

    it("say what is not there", async () => {
        await expect(invoke("getClient", { clientId: "missing" })).rejects.toThrow(
            "404 Not Found: The client does not exist",
        );
        await expect(invoke("getClient", { name: "missing" })).rejects.toThrow(
            'No client found with "name" = "missing"',
        );
        await expect(invoke("getConnection", { name: "missing" })).rejects.toThrow(
            'No connection found with "name" = "missing"',
        );
        await expect(invoke("getResourceServer", { identifier: "https://missing" })).rejects.toThrow("404 Not Found");
    });
});

function publicPem(): string {
    const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    return publicKey.export({ type: "spki", format: "pem" }).toString();
}
