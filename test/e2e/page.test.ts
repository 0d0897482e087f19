import { mkdirSync } from "node:fs";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { type LocalServer, startLocalServer } from "../../sandbox/local-server.ts";
import { pageApp } from "../../sandbox/page/page.ts";
import { startChromium } from "../sandbox/page/chromium.ts";
import { trustedKeys } from "../sandbox/page/trusted-keys.ts";
import { type Rehearsed, rehearsed, repository } from "./rehearsed.ts";

const artefacts = `${repository}/test-artefacts`;

let run: Rehearsed;
let server: LocalServer;
let outputs: Record<string, unknown>;
let chromium: { readonly browser: Browser; close(): Promise<void> };

beforeAll(async () => {
    mkdirSync(artefacts, { recursive: true });
    run = await rehearsed();
    expect(await run.driver.perform("up")).toMatchObject({ succeeded: true });
    const { outputs: read = {} } = await run.driver.perform("outputs");
    outputs = Object.fromEntries(Object.entries(read).map(([name, { value }]) => [name, value]));
    server = await startLocalServer((origin) =>
        pageApp({ world: run.world, stack: "dev", outputs: () => outputs, proof: () => undefined }, origin),
    );
    chromium = await startChromium();
});
afterAll(async () => {
    await chromium?.close();
    await server?.close();
    await run?.close();
});

/** A page in a profile of its own, and what it asked for or complained about that it should not have. */
async function opened(options: Parameters<Browser["newContext"]>[0] = {}) {
    const context: BrowserContext = await chromium.browser.newContext(options);
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    const complaints: string[] = [];
    page.on("console", (entry) => {
        if (entry.type() === "error" && !/status of 4\d\d/.test(entry.text())) complaints.push(entry.text());
    });
    context.on("request", (request) => {
        if (!request.url().startsWith(`${server.origin}/`)) complaints.push(`asked for ${request.url()}`);
    });
    onTestFinished(() => context.close());
    return { page, complaints };
}

/** A page of a browser that the sandbox's proxy leads to the real names. */
async function behindProxy(trustedKeys: readonly string[]): Promise<Page> {
    const { browser, close } = await startChromium({ proxyUrl: run.world.proxyUrl, trustedKeys });
    onTestFinished(close);
    return browser.newPage();
}

async function screenshot(page: Page, name: string): Promise<void> {
    await page.screenshot({ path: `${artefacts}/${name}.png`, fullPage: true });
}

function button(page: Page, name: string) {
    return page.getByRole("button", { name });
}

async function signIn(page: Page, username: string): Promise<void> {
    await page.goto(server.origin);
    await button(page, "Continue with Microsoft").click();
    await page.locator(`button[value="${username}"]`).click();
}

const wide = { viewport: { width: 1280, height: 900 } };

describe("the page of the deployed dev stack, in Chromium", () => {
    it("leads a person from Continue with Microsoft to calendar entries, and asks nobody else for anything", async () => {
        const { page, complaints } = await opened(wide);
        await signIn(page, "sam@outlook.example");
        await button(page, "Accept").click();
        await button(page, "Connect the Microsoft account").click();
        await screenshot(page, "consent");
        await button(page, "Accept").click();
        await button(page, "Exchange for a Microsoft token").click();
        await button(page, "Read the calendar").click();

        await page.getByRole("heading", { name: "The calendar has arrived" }).waitFor();
        expect(await page.locator("[data-event]").count()).toBe(3);
        expect(new URL(page.url()).pathname).toBe("/walk");
        await page.locator("details.message").last().locator("summary").click();
        await screenshot(page, "walk-wide");
        expect(complaints).toEqual([]);
    });

    it("shows Microsoft's refusal of a person whose directory lets nobody consent, as Microsoft says it", async () => {
        const { page, complaints } = await opened(wide);
        await signIn(page, "ada@sandbox.onmicrosoft.com");

        const main = page.locator("main");
        expect(await main.getAttribute("data-error")).toBe("AADSTS90094");
        expect(await main.innerText()).toContain("needs permission to access resources in your organization");
        await screenshot(page, "refusal");
        await page.getByRole("link", { name: "Back to the walk" }).click();
        expect(await page.locator(".refusal").getAttribute("data-error")).toBe("AADSTS90094");
        expect(complaints).toEqual([]);
    });

    it("is walked with the keyboard alone, and shows where the focus is", async () => {
        const { page } = await opened(wide);
        await page.goto(server.origin);
        const focused = () => page.evaluate("document.activeElement.textContent.trim()");
        await page.keyboard.press("Tab");
        expect(await focused()).toBe("Skip to the content");
        for (let presses = 0; presses < 12 && (await focused()) !== "Continue with Microsoft"; presses += 1) {
            await page.keyboard.press("Tab");
        }
        const outline = await page.evaluate("getComputedStyle(document.activeElement).outlineStyle");
        await page.keyboard.press("Enter");
        await page.getByRole("heading", { name: "Pick an account" }).waitFor();

        expect(outline).toBe("solid");
    });

    it.each([
        [1280, "light"],
        [1280, "dark"],
        [360, "light"],
        [320, "dark"],
    ] as const)("fits %i pixels in %s", async (width, colorScheme) => {
        const { page, complaints } = await opened({ viewport: { width, height: 900 }, colorScheme });
        await page.goto(server.origin);
        await screenshot(page, `picture-${width}-${colorScheme}`);

        expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
        const shown = (lines: string) => page.locator(lines).first().isVisible();
        expect([await shown(".gutter"), await shown(".rails")]).toEqual(width > 1000 ? [true, false] : [false, true]);
        expect(complaints).toEqual([]);
    });
});

describe("the hosted pages under their real names, in Chromium", () => {
    it("sign a person in through the sandbox's proxy, with the certificates of its own authority", async () => {
        const page = await behindProxy(await trustedKeys(run.world));
        const callback = "http://localhost:3000/auth/callback";
        const { clients } = outputs as { clients: { portal: { clientId: string } } };
        await page.goto(
            `https://acme-dev.eu.auth0.com/authorize?${new URLSearchParams({
                response_type: "code",
                client_id: clients.portal.clientId,
                redirect_uri: callback,
                scope: "openid",
                connection: "microsoft",
                state: "chosen by the app",
            })}`,
        );
        expect(new URL(page.url()).host).toBe("login.microsoftonline.com");
        await page.locator('button[value="pat@outlook.example"]').click();
        // No app listens there: what the browser is sent to it with is what counts.
        const atApp = page.waitForRequest((request) => request.url().startsWith(callback));
        await page.getByRole("button", { name: "Accept" }).click({ noWaitAfter: true });

        expect(Object.fromEntries(new URL((await atApp).url()).searchParams)).toEqual({
            code: expect.stringMatching(/.{20,}/),
            state: "chosen by the app",
        });
    });

    it("are refused by a browser that was not told whom to trust", async () => {
        const page = await behindProxy([]);

        await expect(page.goto("https://acme-dev.eu.auth0.com/authorize")).rejects.toThrow(
            "ERR_CERT_AUTHORITY_INVALID",
        );
    });
});
