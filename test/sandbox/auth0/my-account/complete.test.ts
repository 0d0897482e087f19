import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
    ada,
    callbackUrl,
    connectRequest,
    type Person,
    pkce,
    sam,
    startVault,
    type Vault,
} from "../token-vault/vault-fixture.ts";

let vault: Vault;
let person: Person;
beforeAll(async () => {
    vault = await startVault();
    person = await vault.person();
});
afterAll(() => vault.close());

/** Everything that completes a request, after the browser has come back. */
async function begun(changes: object = {}): Promise<Record<string, unknown>> {
    const reply = await vault.me(person, "POST", "/connect", { ...connectRequest, ...changes });
    const answer = await vault.inBrowser(person, reply);
    return {
        auth_session: reply.body.auth_session,
        connect_code: answer.get("connect_code"),
        redirect_uri: callbackUrl,
        code_verifier: pkce.verifier,
    };
}
const complete = (body: unknown, who = person) => vault.me(who, "POST", "/complete", body);

describe("completing", () => {
    it("connects the account, and says what was granted", async () => {
        const { status, body } = await complete(await begun());
        expect([status, body]).toEqual([
            201,
            {
                id: expect.stringMatching(/^cac_[A-Za-z0-9]+$/),
                connection: "windowslive",
                access_type: "offline",
                scopes: ["User.Read"],
                created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
            },
        ]);
        expect(vault.auth0.tenant.connectedAccounts.get(body.id)).toMatchObject({
            user_id: person.userId,
            connection_id: vault.connectionId,
            upstream: { id: ada.oid, username: ada.preferred_username },
            requestedScopes: connectRequest.scopes,
            vault: {
                accessToken: "microsoft-access-token",
                refreshToken: "microsoft-refresh-token",
                scope: "User.Read",
            },
        });
        expect(vault.auth0.tenant.logs.all.at(-1)).toMatchObject({
            type: "connected_accounts_connection_succeeded",
            user_id: person.userId,
            client_id: vault.app.id,
            connection: "windowslive",
            details: { connected_account: { id: body.id, idp_user_id: ada.oid } },
        });
    });

    it("works without PKCE where the request had none", async () => {
        const asked = await begun({ code_challenge: undefined, code_challenge_method: undefined });
        expect(await complete({ ...asked, code_verifier: undefined })).toMatchObject({ status: 201 });
    });

    it("works through a connection that nobody signs in with", async () => {
        const signIn = (active: boolean) =>
            vault.auth0.sdk.connections.update(vault.connectionId, { authentication: { active } });
        await signIn(false);
        const reply = await complete(await begun());
        await signIn(true);
        expect(reply).toMatchObject({ status: 201 });
    });

    it("takes the place of the same account, which keeps its id; another account is one more", async () => {
        const first = await vault.connect(person);
        vault.auth0.context.clock.advance(1000);
        const again = await vault.connect(person, { tokens: { access_token: "a-later-token", scope: "Mail.Read" } });
        expect([again.id, again.created_at]).toEqual([first.id, first.created_at]);
        expect([again.vault.accessToken, again.scopes]).toEqual(["a-later-token", ["Mail.Read"]]);

        const other = await vault.connect(person, { account: sam });
        expect(other.id).not.toBe(first.id);
        expect((await vault.me(person, "GET", "/accounts")).body.accounts).toHaveLength(2);
    });

    it("takes a code once, also where the first attempt failed", async () => {
        const asked = await begun();
        expect(await complete(asked)).toMatchObject({ status: 201 });
        expect(await complete(asked)).toMatchObject({ status: 400, body: { detail: "Invalid connect_code" } });

        const failing = await begun();
        await complete({ ...failing, auth_session: "another" });
        expect(await complete(failing)).toMatchObject({ status: 400, body: { detail: "Invalid connect_code" } });
    });

    it.each([
        ["another session", { auth_session: "another" }, "Invalid auth_session"],
        ["a made-up code", { connect_code: "made-up" }, "Invalid connect_code"],
        [
            "another redirect URI",
            { redirect_uri: `${callbackUrl}/` },
            "The redirect_uri does not match the connect request",
        ],
        ["no verifier", { code_verifier: undefined }, "A code_verifier is required"],
        ["a wrong verifier", { code_verifier: "x".repeat(43) }, "Invalid code_verifier"],
    ])("is refused with %s", async (_what, changes, detail) => {
        expect(await complete({ ...(await begun()), ...changes })).toMatchObject({
            status: 400,
            body: { type: "https://auth0.com/api-errors/A0E-400-0001", status: 400, title: "Bad Request", detail },
        });
        expect(vault.auth0.tenant.logs.all.at(-1)).toMatchObject({
            type: "connected_accounts_connection_failed",
            description: detail,
            user_id: person.userId,
        });
    });

    it("is refused for another user, and by another app", async () => {
        const another = await vault.person({ account: sam });
        expect(await complete(await begun(), another)).toMatchObject({
            status: 400,
            body: { detail: "Invalid auth_session" },
        });
        const elsewhere = await vault.person({ app: await vault.addApp() });
        expect(await complete(await begun(), elsewhere)).toMatchObject({
            status: 400,
            body: { detail: "Invalid auth_session" },
        });
    });

    it("is refused five minutes later", async () => {
        const asked = await begun();
        vault.auth0.context.clock.advance(300_000);
        const reply = await complete(asked);
        vault.auth0.context.clock.advance(-300_000);
        expect(reply).toMatchObject({ status: 400, body: { detail: "Invalid connect_code" } });
    });

    it("is refused where the purpose was switched off meanwhile", async () => {
        const asked = await begun();
        await vault.auth0.sdk.connections.update(vault.connectionId, { connected_accounts: { active: false } });
        const reply = await complete(asked);
        await vault.auth0.sdk.connections.update(vault.connectionId, { connected_accounts: { active: true } });
        expect(reply).toMatchObject({
            status: 400,
            body: { detail: "The specified connection does not support connected accounts" },
        });
    });

    it.each([
        ["no session", { auth_session: undefined }, "/auth_session"],
        ["a long session", { auth_session: "x".repeat(65) }, "/auth_session"],
        ["no code", { connect_code: undefined }, "/connect_code"],
        ["a long code", { connect_code: "x".repeat(47) }, "/connect_code"],
        ["no redirect URI", { redirect_uri: undefined }, "/redirect_uri"],
        ["a short verifier", { code_verifier: "x".repeat(42) }, "/code_verifier"],
        ["a key that the reference does not have", { state: "x" }, ""],
    ])("is refused with %s, saying where", async (_what, changes, pointer) => {
        const valid = { auth_session: "s", connect_code: "c", redirect_uri: callbackUrl };
        const { status, body } = await complete({ ...valid, ...changes });
        expect([status, body.validation_errors]).toEqual([
            400,
            [{ detail: expect.any(String), pointer, source: "body" }],
        ]);
    });

    it("takes one account without a user id, where the connection allows that", async () => {
        await vault.auth0.sdk.connections.update(vault.connectionId, {
            connected_accounts: { active: true, allow_missing_user_id: true },
        });
        const withoutId = { tokens: { id_token: undefined } };
        const stored = await vault.connect(person, withoutId);
        expect(stored.upstream.id).toBe("");
        await expect(vault.connect(person, withoutId)).rejects.toThrow("409");
    });
});
