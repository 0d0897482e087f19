import { parse } from "node-html-parser";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { api, callbackUrl, domain, myAccount, type SignIn, startSignIn } from "./sign-in-fixture.ts";
import { ada } from "./stub-microsoft.ts";

let signIn: SignIn;
beforeAll(async () => {
    signIn = await startSignIn();
    const { sdk } = signIn.auth0;
    await sdk.resourceServers.create({ identifier: api, scopes: [{ value: "read:things" }] });
    await sdk.connections.create({
        name: "not-for-portal",
        strategy: "windowslive",
        options: { client_id: "other", client_secret: "other", strategy_version: 2 },
    });
    const off = await sdk.connections.create({
        name: "no-sign-in",
        strategy: "windowslive",
        authentication: { active: false },
        options: { client_id: "third", client_secret: "third", strategy_version: 2 },
    });
    await sdk.connections.clients.update(off.id ?? "", [{ client_id: signIn.client.id, status: true }]);
});
afterAll(() => signIn.close());

describe("a request whose answer could go to a stranger is refused on a page", () => {
    it.each([
        ["no client", { client_id: undefined }, 400, "invalid_request", "Missing required parameter: client_id"],
        ["an unknown client", { client_id: "nobody" }, 400, "invalid_request", "Unknown client: nobody"],
        [
            "a callback URL with a slash more",
            { redirect_uri: `${callbackUrl}/` },
            403,
            "unauthorized_client",
            `Callback URL mismatch. ${callbackUrl}/ is not in the list of allowed callback URLs`,
        ],
    ])("%s", async (_what, changes, status, error, text) => {
        const seen = await signIn.browser().get(signIn.authorizeUrl(changes));
        const main = parse(seen.text).querySelector("main");
        expect([seen.status, main?.getAttribute("data-page"), main?.getAttribute("data-error")]).toEqual([
            status,
            "auth0-error",
            error,
        ]);
        expect(main?.querySelector("p")?.text).toBe(text);
    });
});

describe("other refusals go to the app, with its state", () => {
    it.each([
        [{ response_type: undefined }, "invalid_request", "Missing required parameter: response_type"],
        [{ response_type: "passport" }, "unsupported_response_type", "Unsupported response type: passport"],
        [{ audience: "https://nobody.example" }, "access_denied", "Service not found: https://nobody.example"],
        [
            { audience: myAccount },
            "invalid_request",
            `Client "CLIENT" is not authorized to access resource server "${myAccount}".`,
        ],
        [{ connection: "nothing" }, "invalid_request", "the connection was not found"],
        [{ connection: "not-for-portal" }, "invalid_request", "the connection was disabled"],
        [
            { connection: "no-sign-in" },
            "invalid_request",
            "the connection no-sign-in is not enabled for authentication",
        ],
        [{ prompt: "none" }, "login_required", "Login required"],
        [
            { code_challenge: "x".repeat(43), code_challenge_method: "S512" },
            "invalid_request",
            "Unsupported code_challenge_method: S512",
        ],
        [
            { code_challenge: "short", code_challenge_method: "S256" },
            "invalid_request",
            "Parameter 'code_challenge' must be 43 to 128 unreserved characters",
        ],
        [{ response_mode: "carrier_pigeon" }, "invalid_request", "Unsupported response mode: carrier_pigeon"],
    ])("%o", async (changes, error, description) => {
        const seen = await signIn.browser().get(signIn.authorizeUrl(changes));
        const url = new URL(seen.location ?? "");
        expect([seen.status, url.origin + url.pathname, Object.fromEntries(url.searchParams)]).toEqual([
            302,
            callbackUrl,
            { error, error_description: description.replace("CLIENT", signIn.client.id), state: "s" },
        ]);
    });

    it("for a client without the grant type", async () => {
        const { id } = await signIn.addClient({ grant_types: ["client_credentials"] });
        const seen = await signIn.browser().get(signIn.authorizeUrl({ client_id: id }));
        expect(Object.fromEntries(new URL(seen.location ?? "").searchParams)).toMatchObject({
            error: "unauthorized_client",
            error_description: "Grant type 'authorization_code' not allowed for the client.",
        });
    });

    it("for a client without connections", async () => {
        const { id } = await signIn.addClient();
        await signIn.auth0.sdk.connections.clients.update(signIn.connectionId, [{ client_id: id, status: false }]);
        const seen = await signIn.browser().get(signIn.authorizeUrl({ client_id: id }));
        expect(Object.fromEntries(new URL(seen.location ?? "").searchParams)).toEqual({
            error: "invalid_request",
            error_description: "no connections enabled for the client",
            state: "s",
        });
    });
});

it.each([
    ["organization", "the parameter organization at /authorize"],
    ["request_uri", "the parameter request_uri at /authorize"],
])("says loudly that %s is not served", async (name, what) => {
    const seen = await signIn.browser().get(signIn.authorizeUrl({ [name]: "x" }));
    expect([seen.status, JSON.parse(seen.text).message]).toEqual([501, `the sandbox does not serve ${what}`]);
});

it("ignores what Auth0 does not know", async () => {
    const seen = await signIn
        .browser()
        .get(signIn.authorizeUrl({ connection: "windowslive", screen_hint: "signup", x: "y" }));
    expect(new URL(seen.location ?? "").host).toBe("login.microsoftonline.com");
});

it("takes the request as a form too", async () => {
    const [url = "", query = ""] = signIn.authorizeUrl({ connection: "windowslive" }).split("?");
    const seen = await signIn.browser().post(url, Object.fromEntries(new URLSearchParams(query)));
    expect([seen.status, new URL(seen.location ?? "").host]).toEqual([303, "login.microsoftonline.com"]);
});

describe("the login page", () => {
    it("offers the connections of the client that are for sign-in, and leads to the one that is chosen", async () => {
        const browser = signIn.browser();
        const { location } = await browser.get(signIn.authorizeUrl());
        const page = await browser.get(location ?? "");
        const main = parse(page.text).querySelector("main");
        expect(main?.getAttribute("data-page")).toBe("auth0-login");
        expect(main?.querySelectorAll("button").map((button) => button.getAttribute("value"))).toEqual(["windowslive"]);
        expect(main?.querySelector("form")?.getAttribute("action")).toBe("/u/login");

        const state = main?.querySelector("input[name=state]")?.getAttribute("value") ?? "";
        const chosen = await browser.post(`https://${domain}/u/login`, { state, connection: "windowslive" });
        expect([chosen.status, new URL(chosen.location ?? "").host]).toEqual([303, "login.microsoftonline.com"]);
        const refused = await browser.post(`https://${domain}/u/login`, { state, connection: "no-sign-in" });
        expect(new URL(refused.location ?? "").searchParams.get("error")).toBe("invalid_request");
    });

    it("is nothing without a request that is under way", async () => {
        const page = await signIn.browser().get(`https://${domain}/u/login?state=x`);
        expect([page.status, parse(page.text).querySelector("main")?.getAttribute("data-page")]).toEqual([
            400,
            "auth0-error",
        ]);
    });

    it("runs nothing, loads nothing and escapes what it shows", async () => {
        const { id } = await signIn.addClient({ name: `Tom & "Jerry"` });
        const browser = signIn.browser();
        const { location } = await browser.get(signIn.authorizeUrl({ client_id: id }));
        const page = await browser.get(location ?? "");
        expect(page.text).toContain("Log in to continue to Tom &amp; &quot;Jerry&quot;.");
        expect(page.headers.get("content-security-policy")).toContain("default-src 'none'; style-src 'sha256-");
        expect(page.headers.get("cache-control")).toBe("no-store");
        expect(page.headers.get("referrer-policy")).toBe("no-referrer");
        expect(page.headers.get("x-content-type-options")).toBe("nosniff");
        const error = await browser.get(signIn.authorizeUrl({ redirect_uri: "https://x.example/<img src=x>" }));
        expect(parse(error.text).querySelectorAll("img")).toEqual([]);
    });
});

describe("the answer", () => {
    it("comes in the fragment where the app asks for that", async () => {
        const answer = await signIn.signIn({ response_mode: "fragment" });
        expect(answer.get("state")).toBe("the-state");
        expect(answer.get("code")).toMatch(/^[\w-]{43}$/);
    });

    it("comes as a form that posts itself where the app asks for that", async () => {
        const browser = signIn.browser();
        const { location } = await browser.get(
            signIn.authorizeUrl({ connection: "windowslive", response_mode: "form_post" }),
        );
        const { searchParams } = new URL(location ?? "");
        const code = signIn.microsoft.code(ada, searchParams.get("nonce") ?? "");
        const back = await browser.get(
            `https://${domain}/login/callback?code=${code}&state=${searchParams.get("state")}`,
        );
        const page = await browser.get(back.location ?? "");
        const form = parse(page.text).querySelector("form");
        expect(form?.getAttribute("action")).toBe(callbackUrl);
        expect(form?.querySelectorAll("input").map((input) => input.getAttribute("name"))).toEqual(["code", "state"]);
    });
});
