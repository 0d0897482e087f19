import { afterAll, beforeAll, expect, it } from "vitest";
import { type Auth0, startAuth0 } from "./auth0-fixture.ts";

let auth0: Auth0;
let connection: string;
const clients: string[] = [];
beforeAll(async () => {
    auth0 = await startAuth0();
    connection = (await auth0.sdk.connections.create({ name: "microsoft", strategy: "windowslive" })).id ?? "";
    for (const name of ["one", "two", "three"]) {
        clients.push((await auth0.sdk.clients.create({ name })).client_id ?? "");
    }
});
afterAll(() => auth0.close());

const enabled = async () =>
    (await auth0.call("GET", `/connections/${connection}/clients`)).body.clients.map(
        ({ client_id }: { client_id: string }) => client_id,
    );
const link = (changes: object[]) => auth0.call("PATCH", `/connections/${connection}/clients`, changes);

it("enables and disables clients, and says nothing", async () => {
    const [one, two] = clients;
    expect(await link([{ client_id: one, status: true }])).toMatchObject({ status: 204, body: undefined });
    expect((await auth0.call("GET", `/connections/${connection}/clients`)).body).toEqual({
        clients: [{ client_id: one }],
    });
    await link([
        { client_id: two, status: true },
        { client_id: one, status: false },
        { client_id: one, status: false },
    ]);
    expect(await enabled()).toEqual([two]);
    expect((await auth0.sdk.connections.get(connection)).enabled_clients).toEqual([two]);
    await link([{ client_id: two, status: false }]);
});

it("changes nothing where one of the clients does not exist", async () => {
    const reply = await link([
        { client_id: clients[0], status: true },
        { client_id: "nobody", status: true },
    ]);
    expect(reply).toMatchObject({ status: 404, body: { errorCode: "inexistent_client" } });
    expect(await enabled()).toEqual([]);
});

it("refuses nothing, more than fifty, and what is no list", async () => {
    const many = Array.from({ length: 51 }, () => ({ client_id: clients[0], status: true }));
    const message = async (body: unknown) => (await link(body as object[])).body.message;
    expect(await message([])).toBe("Payload validation error: 'Array is too short (0), minimum 1'.");
    expect(await message(many)).toBe("Payload validation error: 'Array is too long (51), maximum 50'.");
    expect(await message({})).toBe("Payload validation error: 'Expected type array but found type object'.");
    expect(await message([{ client_id: clients[0] }])).toBe(
        "Payload validation error: 'Missing required property: status' on property [0].",
    );
});

it("gives the vendor's client all of them, page after page, and each client its connections", async () => {
    await link(clients.map((client_id) => ({ client_id, status: true })));
    const found: (string | undefined)[] = [];
    for await (const { client_id } of await auth0.sdk.connections.clients.get(connection, { take: 2 })) {
        found.push(client_id);
    }
    expect(found).toEqual(clients);

    const page = await auth0.sdk.clients.connections.get(clients[0] ?? "");
    expect(page.data.map(({ id }) => id)).toEqual([connection]);
    expect((await auth0.call("GET", "/clients/nobody/connections")).status).toBe(404);
});

it("answers 404 for a connection that is not there", async () => {
    const reply = await auth0.call("PATCH", "/connections/con_none/clients", [{ client_id: clients[0], status: true }]);
    expect(reply).toMatchObject({ status: 404, body: { errorCode: "inexistent_connection" } });
    expect((await auth0.call("GET", "/connections/con_none/clients")).status).toBe(404);
});
