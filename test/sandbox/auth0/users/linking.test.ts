import { ManagementClient } from "auth0";
import { SignJWT } from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { managementApi } from "../auth0-fixture.ts";
import type { StubAccount } from "../authentication/stub-microsoft.ts";
import {
    type App,
    ada,
    callbackUrl,
    customDomain,
    domain,
    type Person,
    pkce,
    sam,
    startVault,
    type Vault,
} from "../token-vault/vault-fixture.ts";

let vault: Vault;
let app: App;
beforeAll(async () => {
    vault = await startVault();
    app = await vault.addApp();
});
afterAll(() => vault.close());

let primary: Person;
let secondary: Person;
beforeEach(async () => {
    vault.auth0.tenant.users.clear();
    primary = await vault.person({ app });
    secondary = await vault.person({ app, account: sam });
});

/** A user's own token for the Management API, as a sign-in with that audience and the person's consent give it. */
async function ownToken(
    scope = "openid update:current_user_identities",
    { host = domain, account = ada }: { host?: string; account?: StubAccount } = {},
): Promise<string> {
    const browser = vault.browser();
    const asked = await vault.signIn({ audience: managementApi, scope }, { client: app, host, browser, account });
    const answer = { state: asked.get("state") ?? "", answer: "accept" };
    const consented = asked.has("code") ? undefined : await browser.post(`https://${host}/u/consent`, answer);
    const code = asked.get("code") ?? new URL(consented?.location ?? "about:blank").searchParams.get("code") ?? "";
    const { body } = await vault.token(
        {
            grant_type: "authorization_code",
            client_id: app.id,
            client_secret: app.secret,
            code,
            redirect_uri: callbackUrl,
            code_verifier: pkce.verifier,
        },
        { host },
    );
    return body.access_token;
}

async function link(
    body: object,
    { token, userId = primary.userId, host = domain }: { token?: string; userId?: string; host?: string } = {},
) {
    return vault.auth0.send(`https://${host}/api/v2/users/${encodeURIComponent(userId)}/identities`, {
        method: "POST",
        headers: { authorization: `Bearer ${token ?? (await ownToken())}`, "content-type": "application/json" },
        body: JSON.stringify(body),
    });
}

const identities = [
    {
        provider: "windowslive",
        user_id: ada.oid,
        connection: "windowslive",
        isSocial: true,
        profileData: { name: ada.name, nickname: "ada", email: ada.email, email_verified: false },
    },
    {
        provider: "windowslive",
        user_id: sam.oid,
        connection: "windowslive",
        isSocial: true,
        profileData: { name: sam.name, nickname: "sam", email: sam.email, email_verified: false },
    },
];

describe("linking from the app, with the two users' tokens", () => {
    it("makes one user of two, who signs in with either account", async () => {
        const { status, body } = await link({ link_with: secondary.idToken });
        expect([status, body]).toEqual([201, identities]);
        expect([...vault.auth0.tenant.users.keys()]).toEqual([primary.userId]);

        const { body: tokens } = await vault.tokens({}, { account: sam, client: app });
        const userinfo = await vault.auth0.send(`https://${domain}/userinfo`, {
            headers: { authorization: `Bearer ${tokens.access_token}` },
        });
        expect(userinfo.body).toMatchObject({ sub: primary.userId, name: ada.name });
    });

    it("works on the custom domain with that domain's tokens", async () => {
        const there = await vault.person({ app, account: sam, host: customDomain });
        const token = await ownToken(undefined, { host: customDomain });
        expect(await link({ link_with: there.idToken }, { token, host: customDomain })).toMatchObject({ status: 201 });
    });

    it("lets the user read itself, and nobody else", async () => {
        const management = new ManagementClient({
            domain,
            token: await ownToken("openid read:current_user"),
            fetch: vault.auth0.fetch,
            maxRetries: 0,
        });
        expect(await management.users.get(primary.userId)).toMatchObject({ name: ada.name });
        await expect(management.users.get(secondary.userId)).rejects.toMatchObject({
            statusCode: 403,
            body: {
                statusCode: 403,
                error: "Forbidden",
                message: "User to be acted on does not match subject in bearer token.",
                errorCode: "unowned_resource",
            },
        });
    });
});

describe("linking is refused", () => {
    it("with a token of another user", async () => {
        expect(await link({ link_with: primary.idToken }, { userId: secondary.userId })).toMatchObject({
            status: 403,
            body: { errorCode: "unowned_resource" },
        });
    });

    it("without the scope for it", async () => {
        const token = await ownToken("openid read:current_user");
        expect(await link({ link_with: secondary.idToken }, { token })).toMatchObject({
            status: 403,
            body: {
                message: "Insufficient scope, expected any of: update:users,update:current_user_identities",
                errorCode: "insufficient_scope",
            },
        });
    });

    it("by an id, with a user's own token", async () => {
        expect(await link({ provider: "windowslive", user_id: sam.oid })).toMatchObject({
            status: 403,
            body: { message: "Insufficient scope, expected any of: update:users" },
        });
    });

    it.each([
        ["no token at all", async () => "made-up", "Invalid token (link_with)."],
        [
            "a token that was tampered with",
            async () => `${secondary.idToken.slice(0, -6)}AAAAAA`,
            "Invalid token (link_with).",
        ],
        ["the primary user's own", async () => primary.idToken, "Main identity and the new one are the same."],
        [
            "another app's ID token",
            async () => (await vault.person({ account: sam, app: await vault.addApp() })).idToken,
            "JWT (link_with) must have an aud claim that matches that of the calling token's azp.",
        ],
        [
            "the custom domain's ID token",
            async () => (await vault.person({ app, account: sam, host: customDomain })).idToken,
            "JWT (link_with) must have the same issuer as the calling user.",
        ],
        [
            "an ID token that the app's secret signed",
            async () =>
                new SignJWT({})
                    .setProtectedHeader({ alg: "HS256" })
                    .setExpirationTime("1h")
                    .sign(Buffer.from(app.secret)),
            "JWT (link_with) must have an alg of RS256.",
        ],
        [
            "an ID token of nobody",
            async () => {
                const { privateKey, kid } = await vault.auth0.tenant.signingKey.ready();
                return new SignJWT({ sub: "windowslive|nobody" })
                    .setProtectedHeader({ alg: "RS256", kid })
                    .setIssuer(`https://${domain}/`)
                    .setAudience(app.id)
                    .setExpirationTime("1h")
                    .sign(privateKey);
            },
            "Provided secondary account not found.",
        ],
    ])("with %s", async (_what, idToken, message) => {
        const { status, body } = await link({ link_with: await idToken() });
        expect([status, body]).toEqual([400, { statusCode: 400, error: "Bad Request", message }]);
        expect(vault.auth0.tenant.users.size).toBe(2);
    });

    it("with an ID token that has ended", async () => {
        const token = await ownToken();
        vault.auth0.context.clock.advance(36_000_000);
        const reply = await link({ link_with: secondary.idToken }, { token });
        vault.auth0.context.clock.advance(-36_000_000);
        expect(reply).toMatchObject({ status: 400, body: { message: "Invalid token (link_with)." } });
    });

    it.each([
        ["both forms at once", { link_with: "x", provider: "windowslive", user_id: "y" }],
        ["neither", {}],
        ["a provider without an id", { provider: "windowslive" }],
    ])("with %s", async (_what, body) => {
        expect(await link(body)).toMatchObject({ status: 400, body: { errorCode: "invalid_body" } });
    });

    it("of somebody who has linked identities", async () => {
        const third = { ...sam, oid: "third" };
        await vault.person({ app, account: third });
        await vault.auth0.call("POST", `/users/${secondary.userId}/identities`, {
            provider: "windowslive",
            user_id: "third",
        });
        expect(await link({ link_with: secondary.idToken })).toMatchObject({
            status: 400,
            body: { message: "Unable to link with the secondary account." },
        });
    });
});

describe("linking by an administrator", () => {
    const byId = (body: object) => vault.auth0.call("POST", `/users/${primary.userId}/identities`, body);

    it("takes the provider and the id there", async () => {
        expect(
            await vault.auth0.sdk.users.identities.link(primary.userId, {
                provider: "windowslive",
                user_id: sam.oid,
                connection_id: vault.connectionId,
            }),
        ).toEqual(identities);
    });

    it.each([
        [
            "somebody who is not there",
            { provider: "windowslive", user_id: "nobody" },
            400,
            "Linking to an inexistent identity is not allowed.",
        ],
        [
            "a provider that is not there",
            { provider: "waad", user_id: sam.oid },
            400,
            "The provider/connection is not configured.",
        ],
        [
            "another connection",
            { provider: "windowslive", user_id: sam.oid, connection_id: "con_x" },
            400,
            "The provider/connection is not configured.",
        ],
    ])("is refused for %s", async (_what, body, status, message) => {
        expect(await byId(body)).toMatchObject({ status, body: { message } });
    });

    it("is refused for an identity that is linked already", async () => {
        await byId({ provider: "windowslive", user_id: sam.oid });
        const { status, body } = await byId({ provider: "windowslive", user_id: sam.oid });
        expect([status, body]).toEqual([
            409,
            { statusCode: 409, error: "Conflict", message: "Specified identity already exists." },
        ]);
    });

    it("is refused for a user that is not there", async () => {
        const reply = await vault.auth0.call("POST", "/users/windowslive%7Cnobody/identities", { link_with: "x" });
        expect(reply).toMatchObject({ status: 404, body: { errorCode: "inexistent_user" } });
    });
});

describe("unlinking", () => {
    const unlink = async (id: string, token?: string) =>
        vault.auth0.send(
            `https://${domain}/api/v2/users/${encodeURIComponent(primary.userId)}/identities/windowslive/${id}`,
            { method: "DELETE", headers: { authorization: `Bearer ${token ?? (await ownToken())}` } },
        );

    it("makes the identity a user of its own again, from the app too", async () => {
        await link({ link_with: secondary.idToken });
        const { status, body } = await unlink(sam.oid);
        expect([status, body]).toEqual([200, identities.slice(0, 1)]);
        expect(await vault.auth0.sdk.users.get(secondary.userId)).toEqual({
            user_id: secondary.userId,
            name: sam.name,
            nickname: "sam",
            email: sam.email,
            email_verified: false,
            identities: [{ provider: "windowslive", user_id: sam.oid, connection: "windowslive", isSocial: true }],
            created_at: expect.any(String),
            updated_at: expect.any(String),
            logins_count: 0,
        });
    });

    it("takes the connection's name before the id", async () => {
        await link({ link_with: secondary.idToken });
        expect(await unlink(`windowslive%7C${sam.oid}`)).toMatchObject({ status: 200 });
    });

    it("is refused for the main identity, for one that is not there, and with another user's token", async () => {
        expect(await unlink(ada.oid)).toMatchObject({
            status: 400,
            body: { message: "Main identity cannot be removed." },
        });
        expect(await unlink("nobody")).toMatchObject({ status: 400 });
        const theirs = await ownToken(undefined, { account: sam });
        expect(await unlink(ada.oid, theirs)).toMatchObject({
            status: 403,
            body: { errorCode: "unowned_resource" },
        });
    });
});
