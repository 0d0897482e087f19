import { ManagementError } from "auth0";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Auth0, startAuth0 } from "./auth0-fixture.ts";

let auth0: Auth0;
beforeAll(async () => {
    auth0 = await startAuth0();
});
afterAll(() => auth0.close());

const purposes = { authentication: { active: true }, connected_accounts: { active: false } };

it("a connection's metadata has no null, where it is made and where it is changed", async () => {
    const { body: made } = await auth0.call("POST", "/connections", {
        name: "described",
        strategy: "windowslive",
        options: {},
        metadata: { a: null, b: "c" },
    });
    expect(made.metadata).toEqual({ b: "c" });

    const { body: changed } = await auth0.call("PATCH", `/connections/${made.id}`, { metadata: { b: null, d: "e" } });
    expect(changed.metadata).toEqual({ d: "e" });
});

describe("windowslive", () => {
    it("answers a new connection as recorded: what was asked for, with the computed scope", async () => {
        const { status, body } = await auth0.call("POST", "/connections", {
            name: "recorded",
            strategy: "windowslive",
            is_domain_connection: false,
            options: {
                client_id: "client_id",
                client_secret: "client_secret",
                strategy_version: 2,
                graph_user: true,
                signin: true,
                upstream_params: { screen_name: { alias: "login_hint" } },
            },
        });

        expect(status).toBe(201);
        expect(body).toEqual({
            id: expect.stringMatching(/^con_[A-Za-z0-9]{16}$/),
            options: {
                client_id: "client_id",
                client_secret: "client_secret",
                strategy_version: 2,
                graph_user: true,
                signin: true,
                upstream_params: { screen_name: { alias: "login_hint" } },
                scope: ["https://graph.microsoft.com/User.Read"],
            },
            strategy: "windowslive",
            name: "recorded",
            is_domain_connection: false,
            enabled_clients: [],
            realms: ["recorded"],
            ...purposes,
        });
    });

    it("replaces the options whole on PATCH, and computes the scope anew", async () => {
        const created = await auth0.sdk.connections.create({
            name: "replaced",
            strategy: "windowslive",
            options: {
                client_id: "a",
                client_secret: "b",
                strategy_version: 2,
                graph_user: true,
                offline_access: true,
                upstream_params: { screen_name: { alias: "login_hint" } },
            },
        });
        const { status, body } = await auth0.call("PATCH", `/connections/${created.id}`, {
            is_domain_connection: false,
            options: { client_id: "c", client_secret: "d", strategy_version: 2, graph_user: false, signin: true },
        });

        expect(status).toBe(200);
        expect(body).toEqual({
            id: created.id,
            options: {
                scope: [],
                signin: true,
                client_id: "c",
                graph_user: false,
                client_secret: "d",
                strategy_version: 2,
            },
            strategy: "windowslive",
            name: "replaced",
            is_domain_connection: false,
            enabled_clients: [],
            realms: ["replaced"],
            ...purposes,
        });
        expect(await auth0.sdk.connections.get(created.id ?? "")).toEqual(body);
    });

    it.each([
        { options: {}, kept: { signin: true, scope: ["wl.signin"] } },
        { options: { strategy_version: 2 }, kept: { strategy_version: 2, signin: true, scope: [] } },
        {
            options: { strategy_version: 2, signin: false, offline_access: true, graph_calendars: true },
            kept: {
                strategy_version: 2,
                signin: true,
                offline_access: true,
                graph_calendars: true,
                scope: ["offline_access", "https://graph.microsoft.com/Calendars.Read"],
            },
        },
    ])("keeps $kept of $options", async ({ options, kept }) => {
        const name = `kept-${Object.keys(options).length}`;
        const { body } = await auth0.call("POST", "/connections", { name, strategy: "windowslive", options });
        expect(body.options).toEqual(kept);
    });
});

describe("waad", () => {
    const options = {
        client_id: "123456",
        client_secret: "123456",
        strategy_version: 2,
        tenant_domain: "example.onmicrosoft.com",
        domain: "example.onmicrosoft.com",
        domain_aliases: ["api.example.com", "example.com"],
        identity_api: "microsoft-identity-platform-v2.0",
        waad_protocol: "openid-connect",
        use_wsfed: false,
        useCommonEndpoint: false,
        api_enable_users: true,
        basic_profile: true,
        ext_profile: true,
        ext_groups: true,
        should_trust_email_verified_connection: "never_set_emails_as_verified",
        upstream_params: { screen_name: { alias: "login_hint" } },
        userid_attribute: "oid",
    } as const;

    it("answers a new connection as recorded: with waad_common_endpoint and the name as display name", async () => {
        const { status, body } = await auth0.call("POST", "/connections", {
            name: "entra",
            strategy: "waad",
            show_as_button: true,
            options,
        });

        expect(status).toBe(201);
        expect(body).toEqual({
            id: expect.stringMatching(/^con_/),
            options: { ...options, waad_common_endpoint: false },
            strategy: "waad",
            name: "entra",
            is_domain_connection: false,
            show_as_button: true,
            display_name: "entra",
            enabled_clients: [],
            realms: ["entra"],
            ...purposes,
        });
    });

    it("fills in what was recorded where little is asked for", async () => {
        const { body } = await auth0.call("POST", "/connections", {
            name: "little",
            strategy: "waad",
            options: { client_id: "123456", client_secret: "123456", domain: "example.onmicrosoft.com" },
        });

        expect(body.show_as_button).toBe(false);
        expect(body.provisioning_ticket_url).toMatch(
            /^https:\/\/acme-dev\.eu\.auth0\.com\/acme-dev\/p\/waad\/[A-Za-z0-9]{8}$/,
        );
        expect(body.options).toEqual({
            client_id: "123456",
            client_secret: "123456",
            domain: "example.onmicrosoft.com",
            thumbprints: [],
            app_domain: "acme-dev.eu.auth0.com",
            identity_api: "microsoft-identity-platform-v2.0",
            should_trust_email_verified_connection: "never_set_emails_as_verified",
            useCommonEndpoint: false,
            use_wsfed: false,
            waad_common_endpoint: false,
            waad_protocol: "openid-connect",
        });
    });

    it("echoes the common endpoint under both of its names", async () => {
        const { body } = await auth0.call("POST", "/connections", {
            name: "common",
            strategy: "waad",
            options: { ...options, useCommonEndpoint: true, userid_attribute: "sub" },
        });
        expect(body.options).toMatchObject({ useCommonEndpoint: true, waad_common_endpoint: true });
    });

    it.each(["POST", "PATCH"])("refuses a %s without a client secret, in Auth0's words", async (method) => {
        const existing = await auth0.sdk.connections.create({ name: `secret-${method}`, strategy: "waad", options });
        const { client_secret: _secret, ...without } = options;
        const { status, body } =
            method === "POST"
                ? await auth0.call("POST", "/connections", { name: "none", strategy: "waad", options: without })
                : await auth0.call("PATCH", `/connections/${existing.id}`, { options: without });

        expect(status).toBe(400);
        expect(body.message).toBe(
            "Before creating Windows Azure Active Directory connections you must configure the client_id and client_secret settings in the dashboard. For more information go to https://docs.auth0.com/waad-clientid",
        );
    });

    it("refuses the common endpoint for users known by their object id", async () => {
        const { status, body } = await auth0.call("POST", "/connections", {
            name: "common-oid",
            strategy: "waad",
            options: { ...options, useCommonEndpoint: true },
        });
        expect(status).toBe(400);
        expect(body.message).toBe("options.useCommonEndpoint requires options.userid_attribute to be sub");
    });
});

describe("names and realms", () => {
    it("are taken once, and free again after a deletion", async () => {
        const request = { name: "once", strategy: "windowslive" } as const;
        const first = await auth0.sdk.connections.create(request);
        await expect(auth0.sdk.connections.create(request)).rejects.toMatchObject({
            statusCode: 409,
            body: { statusCode: 409, error: "Conflict", message: "A connection with the same name already exists" },
        });

        await auth0.sdk.connections.delete(first.id ?? "");
        expect((await auth0.sdk.connections.create(request)).name).toBe("once");
    });

    it("stay taken while a deletion goes on", async () => {
        auth0.tenant.connectionDeletionMs = 5000;
        const request = { name: "slow", strategy: "windowslive" };
        const { body } = await auth0.call("POST", "/connections", request);
        const deletion = await auth0.call("DELETE", `/connections/${body.id}`);
        auth0.tenant.connectionDeletionMs = 0;

        expect(deletion.status).toBe(202);
        expect(deletion.body).toEqual({ deleted_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) });
        expect(await auth0.call("POST", "/connections", request)).toMatchObject({
            status: 409,
            body: { message: "A connection with the same name is being deleted, try again later" },
        });
        auth0.context.clock.advance(5001);
        expect((await auth0.call("POST", "/connections", request)).status).toBe(201);
    });

    it("refuses a name that Auth0's pattern does not allow", async () => {
        const { status, body } = await auth0.call("POST", "/connections", { name: "a b", strategy: "windowslive" });
        expect(status).toBe(400);
        expect(body).toEqual({
            statusCode: 400,
            error: "Bad Request",
            message:
                "Payload validation error: 'String does not match pattern ^[a-zA-Z0-9](-[a-zA-Z0-9]|[a-zA-Z0-9])*$: a b' on property name.",
            errorCode: "invalid_body",
        });
    });

    it("refuses realms of another connection", async () => {
        await auth0.call("POST", "/connections", { name: "realm-a", strategy: "windowslive", realms: ["shared"] });
        expect(
            await auth0.call("POST", "/connections", { name: "realm-b", strategy: "windowslive", realms: ["shared"] }),
        ).toMatchObject({
            status: 409,
            body: { message: 'There is already another connection with some realms from "realms" parameter' },
        });
    });
});

describe("a connection's other rules", () => {
    it("refuses enabled_clients in bodies, as Auth0 does since 2026", async () => {
        const refusal = {
            status: 400,
            body: {
                statusCode: 400,
                error: "Bad Request",
                message: "Payload validation error: 'Additional properties not allowed: enabled_clients'.",
                errorCode: "invalid_body",
            },
        };
        const { body } = await auth0.call("POST", "/connections", { name: "links", strategy: "windowslive" });
        expect(
            await auth0.call("POST", "/connections", { name: "x", strategy: "windowslive", enabled_clients: [] }),
        ).toMatchObject(refusal);
        expect(await auth0.call("PATCH", `/connections/${body.id}`, { enabled_clients: [] })).toMatchObject(refusal);
    });

    it("turns Token Vault on alone, and leaves the options as they are", async () => {
        const { body } = await auth0.call("POST", "/connections", {
            name: "vault",
            strategy: "windowslive",
            options: { strategy_version: 2, graph_user: true },
        });
        const updated = await auth0.call("PATCH", `/connections/${body.id}`, { connected_accounts: { active: true } });
        expect(updated.body).toEqual({ ...body, connected_accounts: { active: true } });
    });

    it("sets the display name back to the name where a PATCH leaves it out", async () => {
        const { body } = await auth0.call("POST", "/connections", {
            name: "shown",
            strategy: "windowslive",
            display_name: "Microsoft",
        });
        const updated = await auth0.call("PATCH", `/connections/${body.id}`, { connected_accounts: { active: true } });
        expect([body.display_name, updated.body.display_name]).toEqual(["Microsoft", "shown"]);
    });

    it("refuses a strategy that Auth0 does not know, and does not serve those of other vendors", async () => {
        expect(await auth0.call("POST", "/connections", { name: "x", strategy: "WindowsLive" })).toMatchObject({
            status: 400,
            body: { message: "Payload validation error: 'No enum match for: WindowsLive' on property strategy." },
        });
        expect(await auth0.call("POST", "/connections", { name: "x", strategy: "okta" })).toMatchObject({
            status: 501,
            body: { message: "the sandbox does not serve connections of strategy okta" },
        });
    });

    it("answers for what is not there as recorded: 404 to a read, 404 to a change, 204 to a deletion", async () => {
        const missing = {
            statusCode: 404,
            error: "Not Found",
            message: "The connection does not exist",
            errorCode: "inexistent_connection",
        };
        await expect(auth0.sdk.connections.get("con_0000000000000000")).rejects.toMatchObject({ body: missing });
        await expect(auth0.sdk.connections.get("con_0000000000000000")).rejects.toBeInstanceOf(ManagementError);
        expect((await auth0.call("PATCH", "/connections/con_0000000000000000", {})).body).toEqual(missing);
        expect(await auth0.call("DELETE", "/connections/con_0000000000000000")).toMatchObject({
            status: 204,
            body: undefined,
        });
    });

    it("sends the fields that are asked for, and those that it always sends", async () => {
        const { body } = await auth0.call("POST", "/connections", { name: "fields", strategy: "windowslive" });
        const { body: some } = await auth0.call(
            "GET",
            `/connections/${body.id}?fields=strategy%2Cname&include_fields=true`,
        );
        expect(some).toEqual({
            id: body.id,
            strategy: "windowslive",
            name: "fields",
            is_domain_connection: false,
            ...purposes,
        });
        const { body: others } = await auth0.call("GET", `/connections/${body.id}?fields=options&include_fields=false`);
        expect(others).toEqual({ ...some, enabled_clients: [], realms: ["fields"] });
    });

    it("shows options to those with read:connections_options, and takes them from those with update:connections_options", async () => {
        const { body } = await auth0.call("POST", "/connections", { name: "options", strategy: "windowslive" });
        const { options: _options, ...without } = body;
        expect((await auth0.call("GET", `/connections/${body.id}`, undefined, ["read:connections"])).body).toEqual(
            without,
        );
        const update = await auth0.call("PATCH", `/connections/${body.id}`, { options: {} }, ["update:connections"]);
        expect(update).toMatchObject({
            status: 403,
            body: { message: "Insufficient scope, expected any of: update:connections_options" },
        });
    });
});

describe("the list", () => {
    it("finds a connection by its name", async () => {
        await auth0.sdk.connections.create({ name: "findable", strategy: "windowslive" });
        const page = await auth0.sdk.connections.list({ name: "findable" });
        expect(page.data.map(({ name }) => name)).toEqual(["findable"]);
        expect((await auth0.sdk.connections.list({ strategy: ["waad"], name: "findable" })).data).toEqual([]);
    });

    it("comes bare, with totals, or from checkpoint to checkpoint", async () => {
        const all = auth0.tenant.connections.size;
        const { body: bare } = await auth0.call("GET", "/connections");
        expect(bare).toHaveLength(all);

        const { body: totals } = await auth0.call("GET", "/connections?include_totals=true&page=1&per_page=2");
        expect(totals).toEqual({ total: all, start: 2, limit: 2, connections: bare.slice(2, 4) });

        const { body: mixed } = await auth0.call("GET", "/connections?include_totals=true&per_page=50&take=100");
        expect(mixed).toEqual({ connections: bare });
    });
});
