import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Microsoft, startMicrosoft } from "../microsoft-fixture.ts";
import { type App, callback, createApp } from "./app.ts";
import { Browser } from "./browser.ts";
import { accounts } from "./people.ts";

const login = "https://login.microsoftonline.com";
let microsoft: Microsoft;
let app: App;

beforeAll(async () => {
    microsoft = await startMicrosoft();
    app = await createApp(microsoft);
});
afterAll(() => microsoft.close());

const odd = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom("", " ", "openid", "none", "consent", "S256", "0.A", "1.A", "%00", "__proto__", "a".repeat(43)),
);
const tenant = fc.oneof(odd, fc.constantFrom("common", "organizations", "consumers", "fabrikam.example"));

it("whatever a query says, is answered, and never with a failure of the sandbox", async () => {
    const names = ["response_type", "response_mode", "scope", "state", "nonce", "prompt", "login_hint"];
    const others = ["code_challenge", "code_challenge_method", "client_info", "post_logout_redirect_uri"];
    const query = fc.dictionary(fc.constantFrom(...names, ...others, "client_id", "redirect_uri"), odd);
    const path = fc.constantFrom(
        "oauth2/v2.0/authorize",
        "oauth2/v2.0/logout",
        "adminconsent",
        "v2.0/adminconsent",
        "v2.0/.well-known/openid-configuration",
    );
    const isOurs = fc.boolean();
    await fc.assert(
        fc.asyncProperty(tenant, path, query, isOurs, async (where, what, asked, ours) => {
            const own = ours ? { client_id: app.clientId, redirect_uri: callback } : {};
            const url = `${login}/${encodeURIComponent(where)}/${what}?${new URLSearchParams({ ...asked, ...own })}`;
            expect((await microsoft.fetch(url, { redirect: "manual" })).status).not.toBe(500);
        }),
        { numRuns: 150 },
    );
});

it("whatever a form says, is answered, and never with a failure of the sandbox", async () => {
    const browser = new Browser(microsoft.fetch);
    await browser.pick(await app.authorize(browser), "ada");
    const request = new URLSearchParams(app.query() as Record<string, string>).toString();
    const page = fc.record({
        request: fc.oneof(odd, fc.constant(request)),
        username: fc.oneof(odd, fc.constant(accounts.ada.username)),
        answer: fc.oneof(odd, fc.constantFrom("accept", "cancel")),
    });
    const grant = fc.record({
        grant_type: fc.oneof(odd, fc.constantFrom("authorization_code", "refresh_token")),
        client_id: fc.oneof(odd, fc.constant(app.clientId)),
        client_secret: fc.oneof(odd, fc.constant(app.clientSecret)),
        code: odd,
        refresh_token: odd,
        scope: odd,
    });
    const path = fc.constantFrom("login", "consent", "adminconsent", "v2.0/adminconsent", "oauth2/v2.0/token");
    await fc.assert(
        fc.asyncProperty(tenant, path, page, grant, async (where, what, shown, asked) => {
            const response = await microsoft.fetch(`${login}/${encodeURIComponent(where)}/${what}`, {
                method: "POST",
                redirect: "manual",
                headers: {
                    "content-type": "application/x-www-form-urlencoded",
                    cookie: browser.cookie ?? "",
                },
                body: new URLSearchParams(what === "oauth2/v2.0/token" ? asked : shown).toString(),
            });
            expect(response.status).not.toBe(500);
        }),
        { numRuns: 150 },
    );
});
