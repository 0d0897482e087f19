import { createRemoteJWKSet, customFetch, decodeJwt, decodeProtectedHeader, jwtVerify } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectedAccountsScopes } from "../../../../catalogue/auth0.ts";
import { callbackUrl, customDomain, domain, myAccount, type SignIn, startSignIn } from "./sign-in-fixture.ts";
import { ada, microsoftClient } from "./stub-microsoft.ts";

let signIn: SignIn;
beforeAll(async () => {
    signIn = await startSignIn();
    await signIn.auth0.sdk.clientGrants.create({
        client_id: signIn.client.id,
        audience: myAccount,
        subject_type: "user",
        scope: [...connectedAccountsScopes],
    });
});
afterAll(() => signIn.close());

describe("a sign-in", () => {
    it("asks Microsoft for the connection's scopes, those of OpenID and those of connection_scope", async () => {
        const seen = await signIn.browser().get(
            `https://${domain}/authorize?${new URLSearchParams({
                client_id: signIn.client.id,
                response_type: "code",
                redirect_uri: callbackUrl,
                connection: "windowslive",
                connection_scope: "https://graph.microsoft.com/Mail.Read",
                login_hint: "ada@acme.example",
                prompt: "select_account",
            })}`,
        );
        const url = new URL(seen.location ?? "");
        expect([seen.status, url.origin + url.pathname]).toEqual([
            302,
            "https://login.microsoftonline.com/common/oauth2/v2.0/authorize",
        ]);
        expect(Object.fromEntries(url.searchParams)).toEqual({
            client_id: microsoftClient.id,
            redirect_uri: `https://${domain}/login/callback`,
            response_type: "code",
            response_mode: "query",
            scope: "openid profile email offline_access https://graph.microsoft.com/User.Read https://graph.microsoft.com/Mail.Read",
            login_hint: "ada@acme.example",
            prompt: "select_account",
            state: expect.any(String),
            nonce: expect.any(String),
        });
    });

    it("gives the app its state and a code, and for the code tokens that verify", async () => {
        const { status, body } = await signIn.tokens();
        expect([status, body]).toEqual([
            200,
            {
                access_token: expect.any(String),
                refresh_token: expect.any(String),
                id_token: expect.any(String),
                scope: "openid profile email offline_access",
                expires_in: 86400,
                token_type: "Bearer",
            },
        ]);
        const keys = createRemoteJWKSet(new URL(`https://${domain}/.well-known/jwks.json`), {
            [customFetch]: signIn.auth0.fetch,
        });
        const { payload } = await jwtVerify(body.id_token, keys, {
            issuer: `https://${domain}/`,
            audience: signIn.client.id,
        });
        expect(payload).toEqual({
            iss: `https://${domain}/`,
            sub: `windowslive|${ada.oid}`,
            aud: signIn.client.id,
            iat: expect.any(Number),
            exp: (payload.iat ?? 0) + 36000,
            nonce: "the-nonce",
            sid: expect.any(String),
            name: "Ada Lovelace",
            nickname: "ada",
            email: "ada@acme.example",
            email_verified: false,
            updated_at: expect.any(String),
        });
        expect(decodeProtectedHeader(body.access_token)).toMatchObject({ alg: "dir", enc: "A256GCM" });
    });

    it("redeems Microsoft's code with the connection's secret", async () => {
        await signIn.tokens();
        expect(Object.fromEntries(signIn.microsoft.asked.at(-1) ?? [])).toEqual({
            client_id: microsoftClient.id,
            client_secret: microsoftClient.secret,
            grant_type: "authorization_code",
            code: expect.any(String),
            redirect_uri: `https://${domain}/login/callback`,
        });
    });
});

describe("a refresh token", () => {
    it("gives a token for the My Account API, by the client's policy and its user grant", async () => {
        const { body } = await signIn.tokens();
        const reply = await signIn.token({
            grant_type: "refresh_token",
            client_id: signIn.client.id,
            client_secret: signIn.client.secret,
            refresh_token: body.refresh_token,
            audience: myAccount,
            scope: "create:me:connected_accounts",
        });
        expect([reply.status, reply.body]).toEqual([
            200,
            {
                access_token: expect.any(String),
                scope: "create:me:connected_accounts",
                expires_in: 600,
                token_type: "Bearer",
            },
        ]);
        expect(decodeJwt(reply.body.access_token)).toMatchObject({
            iss: `https://${domain}/`,
            sub: `windowslive|${ada.oid}`,
            aud: myAccount,
            azp: signIn.client.id,
            scope: "create:me:connected_accounts",
        });
    });

    it("works on the domain that issued it, and on no other", async () => {
        const { body } = await signIn.tokens({}, { host: customDomain });
        const request = {
            grant_type: "refresh_token",
            client_id: signIn.client.id,
            client_secret: signIn.client.secret,
            refresh_token: body.refresh_token,
        };
        expect((await signIn.token(request)).body).toEqual({
            error: "invalid_grant",
            error_description: "Unknown or invalid refresh token.",
        });
        expect((await signIn.token(request, { host: customDomain })).status).toBe(200);
    });
});
