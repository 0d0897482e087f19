import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Microsoft, nobody, startMicrosoft, tenantId } from "../microsoft-fixture.ts";
import { type App, callback, createApp, graphAppId } from "./app.ts";
import { answered, Browser, shown } from "./browser.ts";
import { accounts } from "./people.ts";

let microsoft: Microsoft;
let app: App;
let browser: Browser;

beforeAll(async () => {
    microsoft = await startMicrosoft();
    app = await createApp(microsoft);
});
beforeEach(() => {
    browser = new Browser(microsoft.fetch);
});
afterAll(() => microsoft.close());

describe("a request to sign in is refused on a page, and sent nowhere,", () => {
    const unknownTenant = `AADSTS90002: Tenant '${nobody}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.`;

    it("at a tenant that there is not", async () => {
        const page = shown(await app.authorize(browser, {}, nobody), "microsoft-error");
        expect([page.status, page.error]).toEqual([400, "AADSTS90002"]);
        expect(page.text).toContain(unknownTenant);
    });

    it("by an application that there is not", async () => {
        const page = shown(await app.authorize(browser, { client_id: nobody }), "microsoft-error");
        expect([page.status, page.error]).toEqual([400, "AADSTS700016"]);
        expect(page.text).toContain(
            `AADSTS700016: Application with identifier '${nobody}' was not found in the directory '${tenantId}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.`,
        );
    });

    it.each([
        `${callback}/`,
        callback.toUpperCase(),
        callback.replace("callback", "Callback"),
        `${callback}?a=b`,
        "https://evil.example/login/callback",
    ])("with the redirect URI %s, which is not equal byte for byte", async (redirect_uri) => {
        const page = shown(await app.authorize(browser, { redirect_uri }), "microsoft-error");
        expect([page.status, page.error]).toEqual([400, "AADSTS50011"]);
        expect(page.text).toContain(
            `AADSTS50011: The redirect URI '${redirect_uri}' specified in the request does not match the redirect URIs configured for the application '${app.clientId}'. Make sure the redirect URI sent in the request matches one added to your application in the Azure portal. Navigate to https://aka.ms/redirectUriMismatchError to learn more about how to fix this.`,
        );
    });

    it.each([
        ["client_id", "AADSTS900144"],
        ["redirect_uri", "AADSTS900971"],
    ])("without %s", async (parameter, error) => {
        const page = shown(await app.authorize(browser, { [parameter]: undefined }), "microsoft-error");
        expect([page.status, page.error]).toEqual([400, error]);
    });
});

describe("a request to sign in is refused with an answer to the application", () => {
    const trace = "\r\nTrace ID: ID\r\nCorrelation ID: ID\r\nTimestamp: 2026-11-23 08:00:00Z";
    const missing = (name: string) => `AADSTS900144: The request body must contain the following parameter: '${name}'.`;

    it.each<[string, Record<string, string | undefined>, string, string]>([
        ["without response_type", { response_type: undefined }, "invalid_request", missing("response_type")],
        ["without scope", { scope: undefined }, "invalid_request", missing("scope")],
        [
            "for an id token, which the app registration does not have on",
            { response_type: "code id_token" },
            "unsupported_response_type",
            "AADSTS700054: response_type 'id_token' is not enabled for the application.",
        ],
        [
            "for a token, which the app registration does not have on",
            { response_type: "token" },
            "unsupported_response_type",
            "AADSTS700051: response_type 'token' is not enabled for the application.",
        ],
        [
            "for something else",
            { response_type: "device" },
            "unsupported_response_type",
            "AADSTS70005: response_type 'device' is not supported for the application.",
        ],
        [
            "with an unknown response_mode",
            { response_mode: "web_message" },
            "invalid_request",
            "AADSTS70007: 'web_message' is not a supported value of 'response_mode' when requesting a token.",
        ],
        ["with an unknown prompt", { prompt: "admin" }, "invalid_request", "AADSTS90023: Unsupported 'prompt' value."],
        [
            "with a short code_challenge",
            { code_challenge: "short" },
            "invalid_request",
            "AADSTS501491: Invalid size of Code_Challenge parameter.",
        ],
        [
            "with an unknown code_challenge_method",
            { code_challenge: "c".repeat(43), code_challenge_method: "S512" },
            "invalid_request",
            "AADSTS90023: Unsupported 'code_challenge_method' value.",
        ],
        [
            "with a code_challenge_method alone",
            { code_challenge_method: "S256" },
            "invalid_request",
            missing("code_challenge"),
        ],
        [
            "for a resource that the directory does not have",
            { scope: "openid https://outlook.office.com/IMAP.AccessAsUser.All" },
            "invalid_resource",
            `AADSTS500011: The resource principal named https://outlook.office.com was not found in the tenant named ${tenantId}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant.`,
        ],
        [
            "for /.default beside other scopes",
            { scope: "https://graph.microsoft.com/.default User.Read" },
            "invalid_scope",
            "AADSTS70011: The provided value for the input parameter 'scope' is not valid. The scope https://graph.microsoft.com/.default User.Read is not valid. .default scope can't be combined with resource-specific scopes.",
        ],
        [
            "silently, while nobody is signed in",
            { prompt: "none" },
            "login_required",
            "AADSTS50058: A silent sign-in request was sent but no user is signed in.",
        ],
        [
            "silently for somebody who is not signed in",
            { prompt: "none", login_hint: accounts.ada.username },
            "login_required",
            "AADSTS50058: A silent sign-in request was sent but no user is signed in.",
        ],
    ])("%s", async (_, change, error, description) => {
        const { error_description = "", ...parameters } = answered(await app.authorize(browser, change));
        expect(parameters).toEqual({ error, state: "state 1" });
        const ids = /[0-9a-f]{8}-[0-9a-f-]{27}(?=\r\n)/g;
        expect(error_description.replace(ids, "ID")).toBe(`${description}${trace}`);
    });

    it("for a scope that Microsoft Graph does not have, once somebody is signed in", async () => {
        const page = await app.authorize(browser, { scope: "openid wl.signin" });
        const { error, error_description } = answered(await browser.pick(page, "ada"));
        expect(error).toBe("invalid_client");
        expect(error_description).toMatch(
            `AADSTS650053: The application 'Portal' asked for scope 'wl.signin' that doesn't exist on the resource '${graphAppId}'. Contact the app vendor.\r\n`,
        );
    });

    it("for a scope that personal accounts do not have", async () => {
        const reply = app.authorize(browser, {
            scope: "openid Team.ReadBasic.All",
            login_hint: accounts.sam.username,
        });
        const { error, error_description } = answered(await reply);
        expect(error).toBe("invalid_scope");
        expect(error_description).toMatch(/^AADSTS70011: .* The scope 'Team\.ReadBasic\.All' does not exist/);
    });
});

describe("the sign-in page", () => {
    it("lets a person pick one of the accounts, or none, and can be read without a script", async () => {
        const page = shown(await app.authorize(browser), "microsoft-sign-in");
        expect(page.status).toBe(200);
        expect(page.title).toBe("Pick an account");
        expect(page.text).toContain("to continue to Portal");
        expect(page.buttons).toEqual([...Object.values(accounts).map(({ username }) => username), ""]);
        expect(page.text).toContain("Grace grace@contoso.onmicrosoft.com · this directory, administrator");
        expect(page.text).toContain("Olivia olivia@fabrikam.example · another directory");
        expect(page.text).toContain("Sam sam@outlook.example · personal account");
        expect(page.action).toBe("/common/login");
        expect(page.html).toContain('<html lang="en">');
        expect(page.html).toContain('<meta name="viewport" content="width=device-width, initial-scale=1">');
        expect(page.html).not.toContain("<script");
    });

    it("loads nothing, is kept and framed nowhere", async () => {
        const { headers } = shown(await app.authorize(browser));
        expect(headers.get("content-security-policy")).toMatch(
            /^default-src 'none'; style-src 'sha256-[\w+/]{43}='; script-src 'sha256-[\w+/]{43}='; form-action 'self' https: http:\/\/127\.0\.0\.1:\* http:\/\/localhost:\*; frame-ancestors 'none'; base-uri 'none'$/,
        );
        const others = ["cache-control", "referrer-policy", "x-content-type-options"].map((name) => headers.get(name));
        expect(others).toEqual(["no-store", "no-referrer", "nosniff"]);
    });

    it("escapes what applications are called", async () => {
        const odd = await createApp(microsoft, { displayName: '<img src=x onerror="alert(1)">' });
        const page = shown(await odd.authorize(browser, { state: '"><script>' }));
        expect(page.html).toContain("&lt;img src=x onerror=&quot;alert(1)&quot;&gt;");
        expect(page.html).not.toContain("<img");
        expect(page.html).not.toContain("<script>");
        expect(page.hidden["request"]).toContain("state=%22%3E%3Cscript%3E");
    });

    it("sends a person back who cancels", async () => {
        const page = shown(await app.authorize(browser));
        const { error, error_subcode, state } = answered(await browser.submit(page, { username: "" }));
        expect({ error, error_subcode, state }).toEqual({
            error: "access_denied",
            error_subcode: "cancel",
            state: "state 1",
        });
    });

    it("refuses somebody whom Microsoft does not know", async () => {
        const page = shown(await app.authorize(browser));
        const refused = shown(await browser.submit(page, { username: "eve@nowhere.example" }), "microsoft-error");
        expect(refused.error).toBe("AADSTS50034");
    });
});

describe("signing in", () => {
    it("leads to a consent the first time and to a code after it", async () => {
        const consent = shown(await browser.pick(await app.authorize(browser), "ada"), "microsoft-consent");
        expect(consent.scopes).toEqual(["openid", "profile", "email"]);
        const reply = await browser.accept(consent);
        const { code, session_state, ...rest } = answered(reply);
        expect(rest).toEqual({ state: "state 1" });
        expect(session_state).toMatch(/^[0-9a-f-]{36}$/);
        expect(code).toMatch(/^0\.A[\w-]+$/);
        expect(reply).toMatchObject({
            to: expect.stringMatching(/^https:\/\/login\.example\.com\/login\/callback\?code=/),
        });
        expect(microsoft.directory.issuedSecrets).toContain(code);
    });

    it("shows no page to somebody who is signed in in the browser, and has consented", async () => {
        await browser.pick(await app.authorize(browser), "ada");
        expect(answered(await app.authorize(browser))).toMatchObject({ code: expect.any(String) });
        expect(answered(await app.authorize(browser, { prompt: "none" }))).toMatchObject({ code: expect.any(String) });
    });

    it.each(["login", "select_account"])("asks again with prompt=%s, and but once", async (prompt) => {
        await browser.pick(await app.authorize(browser), "ada");
        const page = await app.authorize(browser, { prompt, login_hint: accounts.grace.username });
        expect(shown(page, "microsoft-sign-in").buttons[0]).toBe(accounts.grace.username);
        expect(answered(await browser.pick(page, "ada"))).toMatchObject({ code: expect.any(String) });
    });

    it("asks for consent again with prompt=consent", async () => {
        await browser.pick(await app.authorize(browser), "ada");
        const page = shown(await app.authorize(browser, { prompt: "consent" }), "microsoft-consent");
        expect(page.scopes).toEqual(["openid", "profile", "email"]);
        expect(answered(await browser.accept(page))).toMatchObject({ code: expect.any(String) });
    });

    it("shows no page to somebody whom login_hint names, however it is written", async () => {
        const reply = await app.authorize(browser, { login_hint: accounts.ada.username.toUpperCase() });
        expect(answered(reply)).toMatchObject({ code: expect.any(String) });
    });

    it("asks who where login_hint names nobody", async () => {
        shown(await app.authorize(browser, { login_hint: "eve@nowhere.example" }), "microsoft-sign-in");
    });

    it("asks who of the accounts that are signed in, and silently gives up", async () => {
        await browser.pick(await app.authorize(browser), "ada");
        await browser.pick(await app.authorize(browser, { prompt: "login" }), "grace");
        shown(await app.authorize(browser), "microsoft-sign-in");
        const { error, error_description } = answered(await app.authorize(browser, { prompt: "none" }));
        expect([error, error_description?.slice(0, 11)]).toEqual(["interaction_required", "AADSTS16000"]);
    });

    it("takes no account into account that the authority leaves out", async () => {
        await browser.pick(await app.authorize(browser), "sam");
        await browser.pick(await app.authorize(browser, { prompt: "login" }), "ada");
        for (const tenant of [tenantId, "organizations"]) {
            expect(answered(await app.authorize(browser, {}, tenant))).toMatchObject({ code: expect.any(String) });
        }
        shown(await app.authorize(browser, {}, "consumers"), "microsoft-consent");
    });

    it("gives the browser another cookie every time, and the one before is worth nothing", async () => {
        await browser.pick(await app.authorize(browser), "ada");
        const before = new Browser(microsoft.fetch);
        before.cookie = browser.cookie;
        await browser.pick(await app.authorize(browser, { prompt: "login" }), "ada");
        shown(await app.authorize(before), "microsoft-sign-in");
    });

    it("ends with the session, a day later", async () => {
        await browser.pick(await app.authorize(browser), "ada");
        microsoft.clock.advance(24 * 60 * 60 * 1000);
        shown(await app.authorize(browser), "microsoft-sign-in");
    });

    it.each([
        ["fragment", `${callback}#code=`],
        ["query", `${callback}?code=`],
    ])("answers in the %s", async (response_mode, start) => {
        const reply = await app.authorize(browser, { response_mode, login_hint: accounts.ada.username });
        expect(reply).toMatchObject({ to: expect.stringContaining(start) });
    });

    it("answers by a form of the browser's with response_mode=form_post", async () => {
        const reply = app.authorize(browser, { response_mode: "form_post", login_hint: accounts.ada.username });
        const page = shown(await reply, "microsoft-form-post");
        expect(page.action).toBe(callback);
        expect(page.hidden).toEqual({ code: expect.any(String), session_state: expect.any(String), state: "state 1" });
    });

    it("takes any port of localhost, as Microsoft does", async () => {
        const local = await createApp(microsoft, { web: { redirectUris: ["http://localhost:3000/callback"] } });
        const page = await local.authorize(browser, { redirect_uri: "http://localhost:4711/callback" });
        shown(page, "microsoft-sign-in");
        const other = await local.authorize(browser, { redirect_uri: "http://localhost:4711/Callback" });
        expect(shown(other).error).toBe("AADSTS50011");
    });
});

it("keeps its cookie from scripts and from plain http", async () => {
    const page = shown(await app.authorize(browser));
    const response = await microsoft.fetch(`https://login.microsoftonline.com${page.action}`, {
        method: "POST",
        redirect: "manual",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams({ ...page.hidden, username: accounts.ada.username }).toString(),
    });
    expect(response.headers.getSetCookie()).toEqual([
        expect.stringMatching(/^ESTSAUTH=[\w-]{32}; Path=\/; HttpOnly; Secure; SameSite=None$/),
    ]);
});
