import { parse } from "node-html-parser";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { api, customDomain, domain, type SignIn, startSignIn } from "./sign-in-fixture.ts";
import { ada } from "./stub-microsoft.ts";

const origin = "https://spa.example";
let signIn: SignIn;
beforeAll(async () => {
    signIn = await startSignIn();
    await signIn.auth0.sdk.resourceServers.create({
        identifier: api,
        skip_consent_for_verifiable_first_party_clients: true,
    });
});
afterAll(() => signIn.close());

async function userinfo(token: string, host = domain) {
    const response = await signIn.auth0.fetch(`https://${host}/userinfo`, {
        headers: token === "" ? {} : { authorization: `Bearer ${token}` },
    });
    const text = await response.text();
    return { status: response.status, text, body: text.startsWith("{") ? JSON.parse(text) : undefined };
}

describe("userinfo", () => {
    it.each([
        ["a token for it alone", {}],
        ["a token for an API that has openid too", { audience: api }],
    ])("tells who it is to %s", async (_what, changes) => {
        const { body } = await signIn.tokens({ scope: "openid email profile", ...changes });
        expect((await userinfo(body.access_token)).body).toEqual({
            sub: `windowslive|${ada.oid}`,
            name: "Ada Lovelace",
            nickname: "ada",
            updated_at: expect.any(String),
            email: "ada@acme.example",
            email_verified: false,
        });
    });

    it("tells what the scopes are for, and no more", async () => {
        const { body } = await signIn.tokens({ scope: "openid" });
        expect((await userinfo(body.access_token)).body).toEqual({ sub: `windowslive|${ada.oid}` });
    });

    it.each([
        ["no token", async () => userinfo("")],
        ["no token of this tenant", async () => userinfo("a.b.c")],
        [
            "a token without openid",
            async () => userinfo((await signIn.tokens({ audience: api, scope: "" })).body.access_token),
        ],
        ["a token of the other domain", async () => userinfo((await signIn.tokens()).body.access_token, customDomain)],
    ])("is a 401 with %s", async (_what, ask) => {
        expect(await ask()).toMatchObject({ status: 401, text: "Unauthorized" });
    });
});

describe("logout", () => {
    const after = "https://portal.example/bye";

    async function signedIn() {
        const client = await signIn.addClient({ allowed_logout_urls: [after] });
        const browser = signIn.browser();
        const { body } = await signIn.tokens({}, { client, browser });
        const isSignedIn = async () => {
            const seen = await browser.get(signIn.authorizeUrl({ prompt: "none" }));
            return new URL(seen.location ?? "").searchParams.has("code");
        };
        return { client, browser, isSignedIn, idToken: body.id_token };
    }

    it("ends the session and goes where the client allows", async () => {
        const { client, browser, isSignedIn } = await signedIn();
        expect(await isSignedIn()).toBe(true);
        const query = new URLSearchParams({ client_id: client.id, returnTo: after });
        const seen = await browser.get(`https://${domain}/v2/logout?${query}`);
        expect([seen.status, seen.location, await isSignedIn()]).toEqual([302, after, false]);
    });

    it("says so on a page where the app names no place to go", async () => {
        const { browser, isSignedIn } = await signedIn();
        const seen = await browser.get(`https://${domain}/v2/logout`);
        expect(parse(seen.text).querySelector("main")?.getAttribute("data-page")).toBe("auth0-signed-out");
        expect(await isSignedIn()).toBe(false);
    });

    it.each(["/v2/logout", "/oidc/logout"])(
        "goes where a client is sent first, where %s names only it",
        async (path) => {
            const { client, browser, isSignedIn } = await signedIn();
            const seen = await browser.get(`https://${domain}${path}?client_id=${client.id}`);
            expect([seen.status, seen.location, await isSignedIn()]).toEqual([302, after, false]);
        },
    );

    it("goes nowhere else, and keeps the session then", async () => {
        const { client, browser, isSignedIn } = await signedIn();
        const query = new URLSearchParams({ client_id: client.id, returnTo: "https://evil.example/" });
        const seen = await browser.get(`https://${domain}/v2/logout?${query}`);
        expect([seen.status, seen.location, await isSignedIn()]).toEqual([400, null, true]);
        expect(parse(seen.text).querySelector("main p")?.text).toBe(
            'The "returnTo" querystring parameter "https://evil.example/" is not defined as a valid URL in "Allowed Logout URLs"',
        );
    });

    it("takes an id token as a hint, in OpenID's form", async () => {
        const { browser, isSignedIn, idToken } = await signedIn();
        const query = new URLSearchParams({ id_token_hint: idToken, post_logout_redirect_uri: after, state: "x" });
        const seen = await browser.get(`https://${domain}/oidc/logout?${query}`);
        expect([seen.status, seen.location, await isSignedIn()]).toEqual([302, `${after}?state=x`, false]);
    });
});

describe("revocation", () => {
    it("ends a refresh token, of one's own only, and says nothing of others", async () => {
        const other = await signIn.addClient();
        const { body } = await signIn.tokens();
        const revoke = (client: { id: string; secret: string }) =>
            signIn.auth0.send(`https://${domain}/oauth/revoke`, {
                method: "POST",
                headers: { "content-type": "application/json" },
                body: JSON.stringify({ client_id: client.id, client_secret: client.secret, token: body.refresh_token }),
            });
        const refresh = () =>
            signIn.token({
                grant_type: "refresh_token",
                client_id: signIn.client.id,
                client_secret: signIn.client.secret,
                refresh_token: body.refresh_token,
            });
        expect([(await revoke(other)).status, (await refresh()).status]).toEqual([200, 200]);
        expect([(await revoke(signIn.client)).status, (await refresh()).status]).toEqual([200, 403]);
    });
});

describe("an app in a browser", () => {
    it("is let in from its web origins, and from those of its callback URLs", async () => {
        const client = await signIn.addClient({ web_origins: [origin] });
        const preflight = await signIn.auth0.fetch(`https://${domain}/oauth/token`, {
            method: "OPTIONS",
            headers: { origin, "access-control-request-method": "POST" },
        });
        expect([preflight.status, preflight.headers.get("access-control-allow-origin")]).toEqual([204, origin]);
        expect(preflight.headers.get("access-control-allow-headers")).toContain("Auth0-Client");

        const asked = { grant_type: "refresh_token", client_id: client.id, client_secret: client.secret };
        for (const from of [origin, "https://portal.example"]) {
            const reply = await signIn.token({ ...asked, refresh_token: "x" }, { origin: from });
            expect([reply.status, reply.headers.get("access-control-allow-origin")]).toEqual([403, from]);
        }
    });

    it("is not let in from elsewhere", async () => {
        const elsewhere = "https://elsewhere.example";
        const preflight = await signIn.auth0.fetch(`https://${domain}/oauth/token`, {
            method: "OPTIONS",
            headers: { origin: elsewhere, "access-control-request-method": "POST" },
        });
        expect(preflight.headers.get("access-control-allow-origin")).toBe(null);
        const { body } = await signIn.tokens();
        const reply = await signIn.token(
            {
                grant_type: "refresh_token",
                client_id: signIn.client.id,
                client_secret: signIn.client.secret,
                refresh_token: body.refresh_token,
            },
            { origin: elsewhere },
        );
        expect([reply.status, reply.body]).toEqual([
            401,
            { error: "access_denied", error_description: "Unauthorized" },
        ]);
    });
});
