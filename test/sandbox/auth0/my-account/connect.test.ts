import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
    ada,
    callbackUrl,
    connectRequest,
    domain,
    type Person,
    requestedScopes,
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

const problem = (status: number, code: string, title: string, detail: string) => ({
    status,
    body: { type: `https://auth0.com/api-errors/${code}`, status, title, detail },
});
const connect = (changes: object = {}) => vault.me(person, "POST", "/connect", { ...connectRequest, ...changes });

describe("connecting an account", () => {
    it("begins with a session for the app and a ticket for the browser", async () => {
        const { status, body } = await connect();
        expect([status, body]).toEqual([
            201,
            {
                auth_session: expect.stringMatching(/^[\w-]{64}$/),
                connect_uri: `https://${domain}/connected-accounts/connect`,
                connect_params: { ticket: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/) },
                expires_in: 300,
            },
        ]);
    });

    it("needs a connection and a redirect URI, and no more", async () => {
        const { status } = await vault.me(person, "POST", "/connect", {
            connection: "windowslive",
            redirect_uri: callbackUrl,
        });
        expect(status).toBe(201);
    });

    it.each([
        ["an unknown connection", { connection: "nowhere" }, "The specified connection does not exist"],
        ["a redirect URI that is not registered", { redirect_uri: `${callbackUrl}/` }, "Invalid redirect_uri"],
    ])("is refused with %s", async (_what, changes, detail) => {
        expect(await connect(changes)).toMatchObject(problem(400, "A0E-400-0001", "Bad Request", detail));
    });

    it("is refused where the connection's purpose is off", async () => {
        const purpose = (active: boolean) =>
            vault.auth0.sdk.connections.update(vault.connectionId, { connected_accounts: { active } });
        await purpose(false);
        const reply = await connect();
        await purpose(true);
        const detail = "The specified connection does not support connected accounts";
        expect(reply).toMatchObject(problem(400, "A0E-400-0001", "Bad Request", detail));
    });

    it("is refused where the connection is not enabled for the app", async () => {
        const link = (status: boolean) =>
            vault.auth0.sdk.connections.clients.update(vault.connectionId, [{ client_id: vault.app.id, status }]);
        await link(false);
        const reply = await connect();
        await link(true);
        const detail = "The specified connection is not enabled for the client";
        expect(reply).toMatchObject(problem(400, "A0E-400-0001", "Bad Request", detail));
    });

    it.each([
        ["no connection", { connection: undefined }, "/connection"],
        ["a long connection", { connection: "x".repeat(129) }, "/connection"],
        ["a redirect URI that is none", { redirect_uri: "here" }, "/redirect_uri"],
        ["an empty state", { state: "" }, "/state"],
        ["a long state", { state: "x".repeat(4097) }, "/state"],
        ["a plain challenge", { code_challenge_method: "plain" }, "/code_challenge_method"],
        ["a challenge without a method", { code_challenge_method: undefined }, "/code_challenge_method"],
        ["a short challenge", { code_challenge: "x".repeat(42) }, "/code_challenge"],
        ["no scopes in a list", { scopes: [] }, "/scopes"],
        ["the same scope twice", { scopes: ["openid", "openid"] }, "/scopes"],
        ["101 scopes", { scopes: Array.from({ length: 101 }, (_, index) => `s${index}`) }, "/scopes"],
        ["a long scope", { scopes: ["x".repeat(256)] }, "/scopes/0"],
        ["an unknown parameter for Microsoft", { authorization_params: { scope: "x" } }, "/authorization_params"],
        ["an age that is no number", { authorization_params: { max_age: "1" } }, "/authorization_params/max_age"],
        ["a key that the reference does not have", { prompt: "consent" }, ""],
    ])("is refused with %s, saying where", async (_what, changes, pointer) => {
        const { status, body } = await connect(changes);
        expect(status).toBe(400);
        expect(body).toEqual({
            type: "https://auth0.com/api-errors/A0E-400-0003",
            status: 400,
            title: "validation_error",
            detail: "Invalid request.",
            validation_errors: [{ detail: expect.any(String), pointer, source: "body" }],
        });
    });

    it("is refused as a form, and as what is no JSON", async () => {
        const send = (contentType: string) =>
            vault.auth0.send(`https://${domain}/me/v1/connected-accounts/connect`, {
                method: "POST",
                headers: { authorization: `Bearer ${person.accessToken}`, "content-type": contentType },
                body: "connection=windowslive",
            });
        expect((await send("application/x-www-form-urlencoded")).status).toBe(415);
        expect(await send("application/json")).toMatchObject({
            status: 400,
            body: { detail: "The body of the request is not valid JSON" },
        });
    });
});

describe("the browser's way", () => {
    const atMicrosoft = async (changes: object = {}) => {
        const { body } = await connect(changes);
        const { location } = await vault.browser().get(`${body.connect_uri}?ticket=${body.connect_params.ticket}`);
        return new URL(location ?? "about:blank");
    };

    it("leads to Microsoft with the scopes of the request in place of the connection's", async () => {
        const url = await atMicrosoft();
        expect(url.origin + url.pathname).toBe("https://login.microsoftonline.com/common/oauth2/v2.0/authorize");
        expect(Object.fromEntries(url.searchParams)).toMatchObject({
            redirect_uri: `https://${domain}/login/callback`,
            response_type: "code",
            scope: requestedScopes.join(" "),
            state: expect.any(String),
            nonce: expect.any(String),
        });
    });

    it("keeps the connection's offline_access, and nothing else of the connection's", async () => {
        const url = await atMicrosoft({ scopes: ["openid", "Mail.Send"] });
        expect(url.searchParams.get("scope")).toBe("openid Mail.Send offline_access");
    });

    it("asks for the connection's own scopes where the request names none", async () => {
        const url = await atMicrosoft({ scopes: undefined });
        expect(url.searchParams.get("scope")?.split(" ").toSorted()).toEqual([
            "email",
            "https://graph.microsoft.com/User.Read",
            "offline_access",
            "openid",
            "profile",
        ]);
    });

    it("passes login_hint and prompt on", async () => {
        const authorization_params = { login_hint: ada.preferred_username, prompt: "consent" };
        const { searchParams } = await atMicrosoft({ authorization_params });
        expect([searchParams.get("login_hint"), searchParams.get("prompt")]).toEqual([
            ada.preferred_username,
            "consent",
        ]);
    });

    it("comes back to the app with a connect code and the app's state", async () => {
        const answer = await vault.inBrowser(person, await connect());
        expect(Object.fromEntries(answer)).toEqual({
            connect_code: expect.stringMatching(/^[\w-]{1,46}$/),
            state: "the-state",
        });
    });

    it("keeps the query of the redirect URI", async () => {
        const redirect_uri = `${callbackUrl}?tenant=1`;
        await vault.auth0.sdk.clients.update(vault.app.id, { callbacks: [callbackUrl, redirect_uri] });
        const answer = await vault.inBrowser(person, await connect({ redirect_uri }));
        expect([...answer.keys()]).toEqual(["tenant", "connect_code", "state"]);
    });

    it("comes back with Microsoft's refusal, which the log has too", async () => {
        const { body } = await connect();
        const browser = vault.browser();
        const { location } = await browser.get(`${body.connect_uri}?ticket=${body.connect_params.ticket}`);
        const state = new URL(location ?? "").searchParams.get("state");
        const refusal = { error: "access_denied", error_description: "AADSTS65004: User declined to consent" };
        const seen = await browser.get(
            `https://${domain}/login/callback?${new URLSearchParams(refusal)}&state=${state}`,
        );
        expect(Object.fromEntries(new URL(seen.location ?? "").searchParams)).toEqual({
            ...refusal,
            state: "the-state",
        });
        expect(vault.auth0.tenant.logs.all.at(-1)).toMatchObject({
            type: "connected_accounts_connection_failed",
            description: refusal.error_description,
            user_id: person.userId,
            connection: "windowslive",
        });
    });

    it("fails where nothing tells whose account it is", async () => {
        const answer = await vault.inBrowser(person, await connect(), { tokens: { id_token: undefined } });
        expect(Object.fromEntries(answer)).toEqual({
            error: "invalid_request",
            error_description: "The identity provider did not return a user id: ask for openid, or for User.Read",
            state: "the-state",
        });
    });

    it("goes once with a ticket, within five minutes, on the domain of the ticket", async () => {
        const visit = async (ticket: string, host = domain) =>
            (await vault.browser().get(`https://${host}/connected-accounts/connect?ticket=${ticket}`)).status;
        const ticket = async () => (await connect()).body.connect_params.ticket;

        const used = await ticket();
        expect([await visit(used), await visit(used)]).toEqual([302, 400]);
        expect(await visit(await ticket(), "login.acme.com")).toBe(400);
        expect(await visit("made-up")).toBe(400);

        const late = await ticket();
        vault.auth0.context.clock.advance(300_000);
        expect(await visit(late)).toBe(400);
        vault.auth0.context.clock.advance(-300_000);
    });
});
