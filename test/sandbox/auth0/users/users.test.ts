import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { microsoftClient } from "../authentication/stub-microsoft.ts";
import { ada, type Person, sam, startVault, type Vault } from "../token-vault/vault-fixture.ts";

let vault: Vault;
let person: Person;
beforeAll(async () => {
    vault = await startVault();
    person = await vault.person();
    await vault.person({ account: sam });
});
afterAll(() => vault.close());

const sdk = () => vault.auth0.sdk;

describe("a user", () => {
    it("is shown with the identity it signs in with", async () => {
        expect(await sdk().users.get(person.userId)).toEqual({
            user_id: `windowslive|${ada.oid}`,
            name: ada.name,
            nickname: "ada",
            email: ada.email,
            email_verified: false,
            identities: [{ provider: "windowslive", user_id: ada.oid, connection: "windowslive", isSocial: true }],
            created_at: expect.any(String),
            updated_at: expect.any(String),
            last_login: expect.any(String),
            logins_count: 1,
        });
        expect(await sdk().users.get(person.userId, { fields: "name,email" })).toEqual({
            name: ada.name,
            email: ada.email,
        });
    });

    it("is not there under an id that nobody has", async () => {
        const { status, body } = await vault.auth0.call("GET", "/users/windowslive%7Cnobody");
        expect([status, body]).toEqual([
            404,
            { statusCode: 404, error: "Not Found", message: "The user does not exist.", errorCode: "inexistent_user" },
        ]);
    });

    it("is listed with the others, and found by the searches that the sandbox knows", async () => {
        const found = async (q: string) =>
            (await vault.auth0.call("GET", `/users?search_engine=v3&q=${encodeURIComponent(q)}`)).body.map(
                ({ name }: { name: string }) => name,
            );
        expect((await vault.auth0.call("GET", "/users?include_totals=true&per_page=1")).body).toMatchObject({
            total: 2,
            start: 0,
            limit: 1,
            users: [{ name: ada.name }],
        });
        expect(await found(`email:"${sam.email}"`)).toEqual([sam.name]);
        expect(await found(`identities.connection:"windowslive" AND user_id:"${person.userId}"`)).toEqual([ada.name]);
        expect(await found('identities.connection:"other"')).toEqual([]);
    });

    it.each(["name:ada*", "ada", 'name:"a" OR name:"b"', "logins_count:[1 TO 5]", "NOT email:x"])(
        "is not searched by %s, which is said loudly",
        async (q) => {
            const { status, body } = await vault.auth0.call("GET", `/users?q=${encodeURIComponent(q)}`);
            expect([status, body.message]).toEqual([501, `the sandbox does not serve users searched by ${q}`]);
        },
    );

    it("keeps metadata, merged on its first level", async () => {
        await sdk().users.update(person.userId, { app_metadata: { made_by: "proof", list: { a: 1 } } });
        const user = await sdk().users.update(person.userId, {
            app_metadata: { list: { b: 2 } },
            user_metadata: { x: 1 },
        });
        expect(user).toMatchObject({ app_metadata: { made_by: "proof", list: { b: 2 } }, user_metadata: { x: 1 } });
        const { body } = await vault.auth0.call("GET", '/users?q=app_metadata.made_by:"proof"');
        expect(body).toHaveLength(1);
    });

    it("has its profile from Microsoft, which the sandbox does not let anyone change", async () => {
        const { status, body } = await vault.auth0.call("PATCH", `/users/${person.userId}`, { blocked: true });
        expect([status, body.message]).toEqual([501, "the sandbox does not serve blocked in PATCH /api/v2/users/{id}"]);
    });

    it("takes its connected accounts and refresh tokens along when it is deleted", async () => {
        const account = { ...ada, oid: "to-be-deleted" };
        const gone = await vault.person({ account });
        await vault.connect(gone, { account });
        await sdk().users.delete(gone.userId);

        const { tenant } = vault.auth0;
        expect(tenant.users.has(gone.userId)).toBe(false);
        expect([...tenant.connectedAccounts.values()].filter(({ user_id }) => user_id === gone.userId)).toEqual([]);
        expect([...tenant.refreshTokens.values()].filter(({ user_id }) => user_id === gone.userId)).toEqual([]);
        expect(await vault.exchange(gone)).toMatchObject({ status: 403, body: { error: "invalid_grant" } });
        expect(await vault.me(gone, "GET", "/accounts")).toMatchObject({ status: 401 });
        expect(await vault.auth0.call("DELETE", `/users/${gone.userId}`)).toMatchObject({ status: 204 });
    });
});

describe("the connected accounts of a user", () => {
    it("are listed for administrators, in checkpoint pages", async () => {
        const first = await vault.connect(person);
        await vault.connect(person, { account: sam });
        const page = await sdk().users.connectedAccounts.list(person.userId, { take: 1 });
        expect(page.data).toEqual([
            {
                id: first.id,
                connection: "windowslive",
                connection_id: vault.connectionId,
                strategy: "windowslive",
                access_type: "offline",
                scopes: ["User.Read"],
                created_at: expect.any(String),
            },
        ]);
        expect(page.hasNextPage()).toBe(true);
        const next = await page.getNextPage();
        expect([next.data.length, next.hasNextPage()]).toEqual([1, false]);
    });

    it("are those of somebody who is there", async () => {
        const { status } = await vault.auth0.call("GET", "/users/windowslive%7Cnobody/connected-accounts");
        expect(status).toBe(404);
    });
});

describe("what is deleted elsewhere", () => {
    it("a client takes its refresh tokens along", async () => {
        const app = await vault.addApp();
        await vault.person({ app });
        await sdk().clients.delete(app.id);
        const left = [...vault.auth0.tenant.refreshTokens.values()].filter(({ client_id }) => client_id === app.id);
        expect(left).toEqual([]);
    });

    it("a connection takes its users, its identities and the accounts connected through it along", async () => {
        const { tenant } = vault.auth0;
        const { id = "" } = await sdk().connections.create({
            name: "entra",
            strategy: "waad",
            options: { client_id: microsoftClient.id, client_secret: microsoftClient.secret },
            connected_accounts: { active: true },
        });
        const [account] = tenant.connectedAccounts.values();
        if (account === undefined) throw new Error("nothing is connected");
        tenant.connectedAccounts.set("cac_entra", { ...account, id: "cac_entra", connection_id: id });
        const user = tenant.users.get(person.userId);
        user?.identities.push({
            provider: "waad",
            user_id: "x",
            connection: "entra",
            isSocial: false,
            profileData: {},
        });
        const before = tenant.connectedAccounts.size;
        await sdk().connections.delete(id);
        expect([tenant.connectedAccounts.size, user?.identities.length]).toEqual([before - 1, 1]);

        await sdk().connections.delete(vault.connectionId);
        expect([tenant.users.size, tenant.connectedAccounts.size, tenant.refreshTokens.size]).toEqual([0, 0, 0]);
    });
});
