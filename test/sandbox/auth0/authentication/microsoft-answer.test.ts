import { parse } from "node-html-parser";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { customDomain, domain, type SignIn, startSignIn } from "./sign-in-fixture.ts";
import { ada } from "./stub-microsoft.ts";

let signIn: SignIn;
beforeAll(async () => {
    signIn = await startSignIn();
});
afterEach(() => signIn.auth0.context.clock.set(new Date()));
afterAll(() => signIn.close());

describe("Microsoft's answer", () => {
    async function atMicrosoft(browser = signIn.browser(), host = domain) {
        const seen = await browser.get(signIn.authorizeUrl({ connection: "windowslive" }, host));
        const { searchParams } = new URL(seen.location ?? "");
        return { browser, state: searchParams.get("state") ?? "", nonce: searchParams.get("nonce") ?? "" };
    }

    it("is passed on to the app in Microsoft's words where it is an error", async () => {
        const { browser, state } = await atMicrosoft();
        const answer = { error: "access_denied", error_description: "AADSTS65004: User declined to consent.", state };
        const seen = await browser.get(`https://${domain}/login/callback?${new URLSearchParams(answer)}`);
        expect(Object.fromEntries(new URL(seen.location ?? "").searchParams)).toEqual({ ...answer, state: "s" });
    });

    it("is passed on too where it refuses Auth0's client secret, and the tenant's log says it", async () => {
        const { browser, state } = await atMicrosoft();
        const description = "AADSTS7000222: The provided client secret keys for app 'x' are expired.";
        signIn.microsoft.answers.push(
            Response.json({ error: "invalid_client", error_description: description }, { status: 401 }),
        );
        const seen = await browser.get(`https://${domain}/login/callback?code=c&state=${state}`);
        expect(Object.fromEntries(new URL(seen.location ?? "").searchParams)).toEqual({
            error: "invalid_request",
            error_description: description,
            state: "s",
        });
        expect(signIn.auth0.tenant.logs.all.at(-1)).toMatchObject({
            type: "f",
            description,
            connection: "windowslive",
        });
    });

    it.each([
        ["of another client", { aud: "somebody-else" }],
        ["of another issuer", { iss: "https://evil.example/" }],
        ["with another nonce", { nonce: "replayed" }],
        ["that has ended", { exp: 1 }],
        ["of a directory that it does not name", { tid: undefined, iss: undefined }],
    ])("is refused with an id token %s", async (_what, changes) => {
        const { browser, state, nonce } = await atMicrosoft();
        const code = signIn.microsoft.code(ada, nonce, changes);
        const seen = await browser.get(`https://${domain}/login/callback?code=${code}&state=${state}`);
        const { searchParams } = new URL(seen.location ?? "");
        expect([searchParams.get("error"), searchParams.get("error_description")?.slice(0, 9)]).toEqual([
            "invalid_request",
            "ID token:",
        ]);
    });

    it.each([
        ["a state that nobody began", async () => "made-up"],
        [
            "a state that was used",
            async () => {
                const { browser, state } = await atMicrosoft();
                await browser.get(`https://${domain}/login/callback?error=x&state=${state}`);
                return state;
            },
        ],
        ["a state of the other domain", async () => (await atMicrosoft(signIn.browser(), customDomain)).state],
        [
            "a state after ten minutes",
            async () => {
                const { state } = await atMicrosoft();
                signIn.auth0.context.clock.advance(10 * 60 * 1000);
                return state;
            },
        ],
    ])("is refused on a page with %s", async (_what, stateOf) => {
        const seen = await signIn.browser().get(`https://${domain}/login/callback?code=c&state=${await stateOf()}`);
        expect([seen.status, parse(seen.text).querySelector("main")?.getAttribute("data-page")]).toEqual([
            400,
            "auth0-error",
        ]);
    });

    it("makes a user at the first sign-in, and counts the next ones", async () => {
        const account = { ...ada, oid: "aaaaaaaa-0000-0000-0000-00000000000f", name: "First" };
        await signIn.signIn({}, { account });
        await signIn.signIn({}, { account: { ...account, name: "Second" } });
        expect(signIn.auth0.tenant.users.get(`windowslive|${account.oid}`)).toMatchObject({
            name: "Second",
            email: "ada@acme.example",
            logins_count: 2,
            identities: [{ provider: "windowslive", user_id: account.oid, connection: "windowslive", isSocial: true }],
        });
    });
});
