import { createHash } from "node:crypto";
import fc from "fast-check";
import { decodeJwt, jwtVerify } from "jose";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { verifies } from "../../../../sandbox/auth0/authentication/pkce.ts";
import { api, callbackUrl, customDomain, domain, pkce, type SignIn, startSignIn } from "./sign-in-fixture.ts";
import { ada } from "./stub-microsoft.ts";

let signIn: SignIn;
beforeAll(async () => {
    signIn = await startSignIn();
    await signIn.auth0.sdk.resourceServers.create({
        identifier: api,
        scopes: [{ value: "read:things" }, { value: "write:things" }],
        token_lifetime: 7200,
        allow_offline_access: true,
        skip_consent_for_verifiable_first_party_clients: true,
    });
});
afterEach(() => signIn.auth0.context.clock.set(new Date()));
afterAll(() => signIn.close());

async function request(changes: Readonly<Record<string, string | undefined>> = {}) {
    const given = Object.entries({
        grant_type: "authorization_code",
        client_id: signIn.client.id,
        client_secret: signIn.client.secret,
        code: (await signIn.signIn()).get("code") ?? "",
        redirect_uri: callbackUrl,
        code_verifier: pkce.verifier,
        ...changes,
    }).filter((entry): entry is [string, string] => entry[1] !== undefined);
    return Object.fromEntries(given);
}

describe("a code is redeemed", () => {
    it.each([
        ["in a form", false],
        ["in JSON", true],
    ])("%s, once", async (_how, json) => {
        const asked = await request();
        expect((await signIn.token(asked, { json })).status).toBe(200);
        expect(await signIn.token(asked, { json })).toMatchObject({
            status: 403,
            body: { error: "invalid_grant", error_description: "Invalid authorization code" },
        });
    });

    it("for an API: its scopes, its lifetime, and userinfo as a second audience", async () => {
        const scope = "openid read:things delete:everything offline_access";
        const { body } = await signIn.tokens({ audience: api, scope });
        expect(body).toMatchObject({ scope: "openid read:things offline_access", expires_in: 7200 });
        const payload = decodeJwt(body.access_token);
        expect(payload).toEqual({
            iss: `https://${domain}/`,
            sub: `windowslive|${ada.oid}`,
            aud: [api, `https://${domain}/userinfo`],
            azp: signIn.client.id,
            scope: "openid read:things offline_access",
            iat: expect.any(Number),
            exp: (payload.iat ?? 0) + 7200,
        });
    });

    it("for the Management API: what a person may do with their own account, and nothing else", async () => {
        const scope = "openid read:users update:current_user_identities";
        const request = { audience: `https://${domain}/api/v2/`, scope };
        const browser = signIn.browser();
        await signIn.signIn({}, { browser });
        const asked = await browser.get(signIn.authorizeUrl(request));
        const state = new URL(asked.location ?? "").searchParams.get("state") ?? "";
        const accepted = await browser.post(`https://${domain}/u/consent`, { state, answer: "accept" });
        const { body } = await signIn.token({
            grant_type: "authorization_code",
            client_id: signIn.client.id,
            client_secret: signIn.client.secret,
            code: new URL(accepted.location ?? "").searchParams.get("code") ?? "",
            redirect_uri: callbackUrl,
        });
        expect(body.scope).toBe("openid update:current_user_identities");
    });

    it("with an id token signed by the client's secret, where the client names no algorithm", async () => {
        const client = await signIn.addClient({ jwt_configuration: { lifetime_in_seconds: 60 } });
        const { body } = await signIn.tokens({}, { client });
        const { payload } = await jwtVerify(body.id_token, new TextEncoder().encode(client.secret), {
            algorithms: ["HS256"],
        });
        expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(60);
    });
});

describe("a refresh token comes along", () => {
    it.each([
        ["with offline_access", {}, {}, true],
        ["not without it", { scope: "openid" }, {}, false],
        ["not where the client has no such grant type", {}, { grant_types: ["authorization_code"] }, false],
    ])("%s", async (_when, changes, settings, expected) => {
        const client = await signIn.addClient(settings);
        const { body } = await signIn.tokens(changes, { client });
        expect("refresh_token" in body).toBe(expected);
    });

    it("not where the API does not allow it", async () => {
        const identifier = "https://online.acme.example";
        await signIn.auth0.sdk.resourceServers.create({
            identifier,
            skip_consent_for_verifiable_first_party_clients: true,
        });
        const { body } = await signIn.tokens({ audience: identifier });
        expect([body.scope, "refresh_token" in body]).toEqual(["openid profile email", false]);
    });

    it.each([
        ["not for a single-page application", "non-rotating", false],
        ["but for one whose tokens rotate", "rotating", true],
    ] as const)("%s", async (_when, rotation_type, expected) => {
        const client = await signIn.addClient({
            app_type: "spa",
            token_endpoint_auth_method: "none",
            refresh_token: {
                rotation_type,
                expiration_type: rotation_type === "rotating" ? "expiring" : "non-expiring",
            },
        });
        const { body } = await signIn.tokens({}, { client });
        expect("refresh_token" in body).toBe(expected);
    });
});

describe("a code is refused", () => {
    it.each([
        ["that was made up", { code: "made-up" }, 403, "invalid_grant", "Invalid authorization code"],
        ["that is missing", { code: undefined }, 403, "invalid_request", "Missing required parameter: code"],
        [
            "with another redirect URI",
            { redirect_uri: "https://portal.example/" },
            403,
            "unauthorized_client",
            `The redirect URI is wrong. You sent https://portal.example/, and we expected ${callbackUrl}`,
        ],
        [
            "without the redirect URI",
            { redirect_uri: undefined },
            403,
            "unauthorized_client",
            `The redirect URI is wrong. You sent null, and we expected ${callbackUrl}`,
        ],
        [
            "with another verifier",
            { code_verifier: "v".repeat(43) },
            403,
            "invalid_grant",
            "Failed to verify code verifier",
        ],
        ["without the verifier", { code_verifier: undefined }, 403, "invalid_grant", "Failed to verify code verifier"],
        ["with a wrong secret", { client_secret: "wrong" }, 401, "access_denied", "Unauthorized"],
        ["without the secret", { client_secret: undefined }, 401, "access_denied", "Unauthorized"],
    ])("%s", async (_what, changes, status, error, error_description) => {
        const reply = await signIn.token(await request(changes));
        expect([reply.status, reply.body]).toEqual([status, { error, error_description }]);
    });

    it("of another client", async () => {
        const { id, secret } = await signIn.addClient();
        const reply = await signIn.token(await request({ client_id: id, client_secret: secret }));
        expect(reply.body.error_description).toBe("Invalid authorization code");
    });

    it("on the other domain", async () => {
        const reply = await signIn.token(await request(), { host: customDomain });
        expect([reply.status, reply.body.error_description]).toEqual([403, "Invalid authorization code"]);
    });

    it("after ten minutes", async () => {
        const asked = await request();
        signIn.auth0.context.clock.advance(10 * 60 * 1000);
        expect((await signIn.token(asked)).body.error_description).toBe("Invalid authorization code");
    });

    it("of a public client that showed no challenge", async () => {
        const client = await signIn.addClient({ app_type: "native", token_endpoint_auth_method: "none" });
        const answer = await signIn.signIn({ code_challenge: "", code_challenge_method: "" }, { client });
        const { status, body } = await signIn.token({
            grant_type: "authorization_code",
            client_id: client.id,
            code: answer.get("code") ?? "",
            redirect_uri: callbackUrl,
        });
        expect([status, body]).toEqual([401, { error: "access_denied", error_description: "Unauthorized" }]);
    });

    it("under a grant type that nobody has", async () => {
        const reply = await signIn.token(await request({ grant_type: "magic" }));
        expect([reply.status, reply.body]).toEqual([
            403,
            { error: "unsupported_grant_type", error_description: "Unsupported grant type: magic" },
        ]);
    });
});

describe("a public client", () => {
    it("needs its id and its verifier, and nothing else", async () => {
        const client = await signIn.addClient({ app_type: "native", token_endpoint_auth_method: "none" });
        const answer = await signIn.signIn({}, { client });
        const asked = { grant_type: "authorization_code", client_id: client.id, redirect_uri: callbackUrl };
        const code = answer.get("code") ?? "";
        const { status } = await signIn.token({ ...asked, code, code_verifier: pkce.verifier });
        expect(status).toBe(200);
        const again = (await signIn.signIn({}, { client })).get("code") ?? "";
        expect((await signIn.token({ ...asked, code: again })).body.error).toBe("invalid_grant");
    });
});

describe("PKCE", () => {
    const verifiers = fc.stringMatching(/^[A-Za-z0-9._~-]{43,128}$/);

    it("takes the verifier of a challenge, whatever it is", () => {
        fc.assert(
            fc.property(verifiers, (verifier) => {
                const value = createHash("sha256").update(verifier).digest("base64url");
                expect(verifies({ value, method: "S256" }, verifier)).toBe(true);
                expect(verifies({ value: verifier, method: "plain" }, verifier)).toBe(true);
                expect(verifies({ value, method: "plain" }, verifier)).toBe(value === verifier);
            }),
        );
    });

    it("takes no other", () => {
        fc.assert(
            fc.property(verifiers, fc.oneof(verifiers, fc.string()), (verifier, other) => {
                fc.pre(verifier !== other);
                const value = createHash("sha256").update(verifier).digest("base64url");
                expect(verifies({ value, method: "S256" }, other)).toBe(false);
                expect(verifies({ value: verifier, method: "plain" }, other)).toBe(false);
            }),
        );
    });
});
