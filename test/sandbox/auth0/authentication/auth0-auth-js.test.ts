import { AuthClient } from "@auth0/auth0-auth-js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callbackUrl, customDomain, domain, type SignIn, startSignIn } from "./sign-in-fixture.ts";
import { ada } from "./stub-microsoft.ts";

let signIn: SignIn;
beforeAll(async () => {
    signIn = await startSignIn();
});
afterAll(() => signIn.close());

describe.each([domain, customDomain])("the vendor's client, unmodified, on %s", (host) => {
    function client(): AuthClient {
        return new AuthClient({
            domain: host,
            clientId: signIn.client.id,
            clientSecret: signIn.client.secret,
            authorizationParams: { redirect_uri: callbackUrl },
            customFetch: signIn.auth0.fetch,
        });
    }

    it("signs somebody in, checks what it gets, and refreshes it", async () => {
        const { authorizationUrl, codeVerifier } = await client().buildAuthorizationUrl({
            authorizationParams: { connection: "windowslive" },
        });
        const answer = await signIn.signIn(
            { ...Object.fromEntries(authorizationUrl.searchParams), nonce: "", state: "" },
            { host },
        );
        const url = new URL(`${callbackUrl}?${answer}`);
        const tokens = await client().getTokenByCode(url, { codeVerifier });
        expect(tokens.claims?.["sub"]).toBe(`windowslive|${ada.oid}`);
        expect(tokens.scope).toBe("openid profile email offline_access");

        const fresh = await client().getTokenByRefreshToken({ refreshToken: tokens.refreshToken ?? "" });
        expect(fresh.accessToken).not.toBe(tokens.accessToken);
    });

    it("reads Auth0's refusals", async () => {
        await expect(client().getTokenByRefreshToken({ refreshToken: "made-up" })).rejects.toMatchObject({
            cause: { error: "invalid_grant", error_description: "Unknown or invalid refresh token." },
        });
    });

    it("builds a logout that the domain serves", async () => {
        const url = await client().buildLogoutUrl({ returnTo: "https://portal.example/" });
        const seen = await signIn.browser().get(url.href);
        expect(seen.status).toBe(400);
    });
});
