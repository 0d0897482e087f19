import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { type Microsoft, startMicrosoft } from "../microsoft-fixture.ts";
import { type App, callback, createApp } from "./app.ts";
import { Browser, shown } from "./browser.ts";

const path = "/common/oauth2/v2.0/logout";
let microsoft: Microsoft;
let app: App;
let browser: Browser;

beforeAll(async () => {
    microsoft = await startMicrosoft();
    app = await createApp(microsoft);
});
beforeEach(async () => {
    browser = new Browser(microsoft.fetch);
    await browser.pick(await app.authorize(browser), "ada");
});
afterAll(() => microsoft.close());

it("ends the browser's session, of a copied cookie too", async () => {
    const { cookie } = browser;
    const page = shown(await browser.open(path), "microsoft-signed-out");
    expect([page.status, page.title]).toEqual([200, "You signed out of your account"]);
    expect(browser.cookie).toBeUndefined();
    browser.cookie = cookie;
    shown(await app.authorize(browser), "microsoft-sign-in");
});

it("goes on to a redirect URI, with the state", async () => {
    const reply = await browser.open(path, { post_logout_redirect_uri: callback, state: "bye" });
    expect(reply).toMatchObject({ kind: "redirect", to: `${callback}?state=bye` });
    shown(await app.authorize(browser), "microsoft-sign-in");
});

it("goes on to nothing else", async () => {
    const reply = await browser.open(path, { post_logout_redirect_uri: "https://evil.example/" });
    shown(reply, "microsoft-signed-out");
});

it("is no matter for who is not signed in", async () => {
    shown(await new Browser(microsoft.fetch).open(path), "microsoft-signed-out");
});
