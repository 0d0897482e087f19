import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Auth0, startAuth0 } from "./auth0-fixture.ts";

const acme = { id: "org_bCE84ZIRjtX58FeO", name: "acme" };
const beta = { id: "org_DQCKVHAJMWuMAsKd", name: "beta" };

let auth0: Auth0;
let connection: string;
beforeAll(async () => {
    auth0 = await startAuth0({ organizations: [acme, beta] });
    connection =
        (
            await auth0.sdk.connections.create({
                name: "entra",
                strategy: "waad",
                options: { client_id: "a", client_secret: "b" },
            })
        ).id ?? "";
});
afterAll(() => auth0.close());

describe("organizations", () => {
    it("are found by id and by name, and listed", async () => {
        const shown = { ...acme, display_name: "acme" };
        expect(await auth0.sdk.organizations.get(acme.id)).toEqual(shown);
        expect(await auth0.sdk.organizations.getByName("acme")).toEqual(shown);
        const found: unknown[] = [];
        for await (const organization of await auth0.sdk.organizations.list({ take: 1 })) found.push(organization);
        expect(found).toEqual([shown, { ...beta, display_name: "beta" }]);
    });

    it.each(["/organizations/org_XXXXXXXXXXXXXXXX", "/organizations/name/nobody"])(
        "that are not there are a 404 as recorded: %s",
        async (path) => {
            const { status, body } = await auth0.call("GET", path);
            expect([status, body]).toEqual([
                404,
                { statusCode: 404, error: "Not Found", message: "No organization found by that id or name" },
            ]);
        },
    );

    it("answer what the provider's data source asks beside: members and client grants, of which there are none", async () => {
        const members = `/organizations/${acme.id}/members?fields=user_id&include_fields=true&include_totals=true&per_page=50&take=100`;
        expect((await auth0.call("GET", members)).body).toEqual({ members: [] });
        const grants = `/organizations/${acme.id}/client-grants?include_totals=true&per_page=50`;
        expect((await auth0.call("GET", grants)).body).toEqual({ client_grants: [], start: 0, limit: 50, total: 0 });
    });
});

describe("a connection of an organization", () => {
    const list = `/organizations/${acme.id}/connections`;
    const shown = () => ({
        connection_id: connection,
        assign_membership_on_login: false,
        show_as_button: true,
        is_enabled: true,
        organization_access_level: "none",
        connection: { name: "entra", strategy: "waad" },
    });

    it("is added, read, changed and listed as recorded for enterprise connections", async () => {
        const { status, body } = await auth0.call("POST", list, { is_enabled: true, connection_id: connection });
        expect([status, body]).toEqual([201, shown()]);
        expect((await auth0.call("GET", `${list}/${connection}`)).body).toEqual(shown());

        const changed = { ...shown(), assign_membership_on_login: true };
        expect(
            await auth0.call("PATCH", `${list}/${connection}`, { assign_membership_on_login: true, is_enabled: true }),
        ).toMatchObject({ status: 200, body: changed });
        expect(
            (await auth0.call("GET", `${list}?include_totals=true&is_enabled=true&page=0&per_page=50`)).body,
        ).toEqual({
            connections: [changed],
            start: 0,
            limit: 50,
            total: 1,
        });
        expect(
            (await auth0.call("GET", `${list}?include_totals=true&is_enabled=true&page=1&per_page=50`)).body,
        ).toEqual({
            connections: [],
            start: 50,
            limit: 50,
            total: 1,
        });
        await auth0.call("PATCH", `${list}/${connection}`, { assign_membership_on_login: false });
    });

    it("is one to an organization", async () => {
        expect((await auth0.call("POST", list, { connection_id: connection })).status).toBe(409);
    });

    it("can be there and not enabled; the older list has the enabled ones only", async () => {
        const older = `/organizations/${acme.id}/enabled_connections`;
        expect((await auth0.call("GET", older)).body).toEqual([
            {
                connection_id: connection,
                assign_membership_on_login: false,
                show_as_button: true,
                connection: { name: "entra", strategy: "waad" },
            },
        ]);
        await auth0.call("PATCH", `${list}/${connection}`, { is_enabled: false });
        expect((await auth0.call("GET", older)).body).toEqual([]);
        expect(await auth0.call("GET", `${older}/${connection}`)).toMatchObject({
            status: 404,
            body: { message: "No connection found by that id" },
        });
        expect((await auth0.call("GET", `${list}?is_enabled=false`)).body).toHaveLength(1);
    });

    it("serves the older calls of the vendor's client", async () => {
        const { enabledConnections } = auth0.sdk.organizations;
        const added = await enabledConnections.add(beta.id, { connection_id: connection, show_as_button: false });
        const expected = {
            connection_id: connection,
            assign_membership_on_login: false,
            show_as_button: false,
            connection: { name: "entra", strategy: "waad" },
        };
        expect(added).toEqual(expected);
        expect(await enabledConnections.get(beta.id, connection)).toEqual(expected);
        expect((await enabledConnections.list(beta.id)).data).toEqual([expected]);
        const changed = await enabledConnections.update(beta.id, connection, { assign_membership_on_login: true });
        expect(changed).toEqual({ ...expected, assign_membership_on_login: true });
        await enabledConnections.delete(beta.id, connection);
        await expect(enabledConnections.get(beta.id, connection)).rejects.toMatchObject({ statusCode: 404 });
        await enabledConnections.delete(beta.id, connection);
    });

    it("has no sign-up: that is for database connections", async () => {
        const reply = await auth0.call("POST", `/organizations/${beta.id}/connections`, {
            connection_id: connection,
            is_signup_enabled: true,
        });
        expect([reply.status, reply.body.message]).toEqual([
            400,
            "Only database connections with assign_membership_on_login = true support is_signup_enabled = true.",
        ]);
    });

    it("must exist", async () => {
        expect(await auth0.call("POST", list, { connection_id: "con_none" })).toMatchObject({
            status: 404,
            body: { errorCode: "inexistent_connection" },
        });
    });

    it("goes with the connection", async () => {
        await auth0.call("DELETE", `/connections/${connection}`);
        expect((await auth0.call("GET", list)).body).toEqual([]);
        expect((await auth0.call("DELETE", `${list}/${connection}`)).status).toBe(204);
    });
});
