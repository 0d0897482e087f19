import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { microsoftClient } from "../authentication/stub-microsoft.ts";
import { ada, type Person, sam, startVault, type Vault } from "../token-vault/vault-fixture.ts";

let vault: Vault;
let person: Person;
const ids: string[] = [];
beforeAll(async () => {
    vault = await startVault();
    person = await vault.person();
    for (let index = 0; index < 12; index += 1) {
        const account = { ...ada, oid: `account-${index}`, preferred_username: `user-${index}@acme.example` };
        ids.push((await vault.connect(person, { account })).id);
    }
});
afterAll(() => vault.close());

const list = (query = "", who = person) => vault.me(who, "GET", `/accounts${query}`);

describe("the list of connected accounts", () => {
    it("shows the user's own, ten at a time", async () => {
        const { status, body } = await list();
        expect(status).toBe(200);
        expect(body.accounts).toHaveLength(10);
        expect(body.accounts[0]).toEqual({
            id: ids[0],
            connection: "windowslive",
            access_type: "offline",
            scopes: ["User.Read"],
            created_at: expect.any(String),
        });
        expect(Object.keys(body)).toEqual(["accounts", "next"]);
    });

    it.each(["from", "next"])("goes on with %s, and ends", async (parameter) => {
        const first = await list("?take=7");
        const { body } = await list(`?take=7&${parameter}=${first.body.next}`);
        expect([...first.body.accounts, ...body.accounts].map(({ id }: { id: string }) => id)).toEqual(ids);
        expect(body.next).toBeUndefined();
    });

    it("is filtered by connections", async () => {
        expect((await list("?connection=other")).body).toEqual({ accounts: [] });
        expect((await list("?connection=other&connection=windowslive&take=20")).body.accounts).toHaveLength(12);
    });

    it.each([
        ["?take=0", "take"],
        ["?take=21", "take"],
        ["?take=many", "take"],
        ["?page=1", "page"],
        [`?${Array.from({ length: 21 }, () => "connection=x").join("&")}`, "connection"],
    ])("is refused with %s", async (query, field) => {
        const { status, body } = await list(query);
        expect([status, body.validation_errors]).toEqual([
            400,
            [{ detail: expect.any(String), field, source: "query" }],
        ]);
    });

    it("is refused with a cursor that nobody gave out", async () => {
        expect(await list("?from=made-up")).toMatchObject({
            status: 400,
            body: { detail: "Invalid pagination cursor", status: 400 },
        });
    });

    it("shows nobody else's", async () => {
        const another = await vault.person({ account: sam });
        expect((await list("", another)).body).toEqual({ accounts: [] });
    });
});

describe("the list of connections", () => {
    it("shows those that the app can connect accounts through", async () => {
        const more = async (name: string, connected: boolean, enabled: boolean) => {
            const { id = "" } = await vault.auth0.sdk.connections.create({
                name,
                strategy: "waad",
                options: { client_id: microsoftClient.id, client_secret: microsoftClient.secret },
                connected_accounts: { active: connected },
            });
            await vault.auth0.sdk.connections.clients.update(id, [{ client_id: vault.app.id, status: enabled }]);
        };
        await more("purpose-off", false, true);
        await more("not-enabled", true, false);
        await more("entra", true, true);
        expect((await vault.me(person, "GET", "/connections")).body).toEqual({
            connections: [
                {
                    name: "windowslive",
                    strategy: "windowslive",
                    scopes: expect.arrayContaining(["offline_access", "https://graph.microsoft.com/User.Read"]),
                },
                { name: "entra", strategy: "waad", scopes: [] },
            ],
        });
        const { body } = await vault.me(person, "GET", "/connections?take=1");
        expect(body.connections).toHaveLength(1);
        expect((await vault.me(person, "GET", `/connections?take=1&from=${body.next}`)).body.next).toBeUndefined();
    });
});

describe("disconnecting", () => {
    it("removes the account from the vault, and is silent about one that is not there", async () => {
        const { id } = await vault.connect(person);
        expect(await vault.me(person, "DELETE", `/accounts/${id}`)).toMatchObject({ status: 204, body: undefined });
        expect(vault.auth0.tenant.connectedAccounts.has(id)).toBe(false);
        expect(vault.auth0.tenant.logs.all.at(-1)).toMatchObject({
            type: "connected_accounts_delete_succeeded",
            details: { connected_account: { id } },
        });
        expect(await vault.me(person, "DELETE", `/accounts/${id}`)).toMatchObject({ status: 204 });
    });

    it("leaves other people's accounts alone", async () => {
        const another = await vault.person({ account: sam });
        const { id } = await vault.connect(another, { account: sam });
        expect(await vault.me(person, "DELETE", `/accounts/${id}`)).toMatchObject({ status: 204 });
        expect(vault.auth0.tenant.connectedAccounts.has(id)).toBe(true);
    });

    it("is refused for an id of another form", async () => {
        expect(await vault.me(person, "DELETE", "/accounts/con_1")).toMatchObject({
            status: 400,
            body: { validation_errors: [{ field: "id", source: "path" }] },
        });
    });
});
