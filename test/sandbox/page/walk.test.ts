import type { HTMLElement } from "node-html-parser";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Browser, Visit } from "../browser.ts";
import { accounts } from "../microsoft/login/people.ts";
import { type ServedPage, startPage } from "./page-fixture.ts";

let page: ServedPage;
beforeAll(async () => {
    page = await startPage();
});
afterAll(() => page.close());

/** Through Microsoft's pages and back to the walk, consenting where a consent is asked for. */
async function pastMicrosoft(browser: Browser, visit: Visit, username: string): Promise<Visit> {
    let next = visit;
    if (next.page === "microsoft-sign-in") next = await browser.press(next, "username", username);
    if (next.page === "microsoft-consent") next = await browser.press(next, "answer", "accept");
    return next;
}

async function press(browser: Browser, action: string): Promise<Visit> {
    const answer = await browser.post(`${page.origin}/walk/${action}`, {});
    return browser.open(new URL(answer.location ?? "", page.origin).href);
}

/** What an answer says, its blanks made one. */
function text(element: HTMLElement | null): string {
    return (element?.text ?? "").replace(/\s+/g, " ").trim();
}

function refusalOf({ document }: Visit): string | undefined {
    return document.querySelector(".refusal")?.getAttribute("data-error");
}

describe.each([
    ["a web app", "portal"],
    ["a single-page app and its API", "planner"],
])("the walk of %s", (_kind, client) => {
    it("leads from the sign-in to the calendar", async () => {
        const browser = page.browser();
        const atMicrosoft = await page.begin(browser, client, "microsoft");
        expect(atMicrosoft.page).toBe("microsoft-sign-in");
        expect(atMicrosoft.url.pathname).toBe("/at/login.microsoftonline.com/common/oauth2/v2.0/authorize");

        const signedIn = await pastMicrosoft(browser, atMicrosoft, accounts.sam.username);
        expect([signedIn.url.pathname, text(signedIn.document.querySelector(".lede"))]).toEqual([
            "/walk",
            "Signed in as Sam.",
        ]);
        await pastMicrosoft(browser, await press(browser, "connect"), accounts.sam.username);
        await press(browser, "exchange");
        const { document } = await press(browser, "graph");

        expect(document.querySelectorAll("[data-event]")).toHaveLength(3);
        expect(document.querySelectorAll(".stepper .done").map(text)).toEqual([
            "✓ Sign in (done)",
            "✓ Connect (done)",
            "✓ Exchange (done)",
            "✓ Call Graph (done)",
        ]);
        const messages = document.querySelectorAll(".message");
        expect(messages.map((one) => text(one.querySelector(".who"))).slice(-3)).toEqual(
            client === "portal"
                ? ["App → Auth0", "App → Graph", "App → Graph"]
                : ["App’s API → Auth0", "App’s API → Graph", "App’s API → Graph"],
        );
        expect(text(messages.at(-1)?.querySelector(".line") ?? null)).toBe(
            "GET https://graph.microsoft.com/v1.0/me/calendar/events 200",
        );
        const meanwhile = document.querySelectorAll(".meanwhile").map(text);
        expect(meanwhile).toContain("meanwhile Auth0 → Microsoft POST /common/oauth2/v2.0/token 200");
    });
});

describe("the walk", () => {
    it("shows tokens by their claims, and no secret and no whole token anywhere", async () => {
        const browser = page.browser();
        const begun = await page.begin(browser, "portal", "microsoft");
        await pastMicrosoft(browser, begun, accounts.sam.username);
        await pastMicrosoft(browser, await press(browser, "connect"), accounts.sam.username);
        await press(browser, "exchange");
        const { document } = await press(browser, "graph");

        const claims = document.querySelectorAll("pre.token-claims").map((one) => JSON.parse(one.text));
        expect(claims).toContainEqual(expect.objectContaining({ aud: "https://acme-dev.eu.auth0.com/me/" }));
        expect(text(document.querySelector("main"))).toContain("[client secret]");

        const { tenant, directory } = page.world;
        const vaults = [...tenant.connectedAccounts.values()].flatMap(({ vault }) => [
            vault.accessToken,
            vault.refreshToken ?? "",
        ]);
        const kept = [...page.secrets, ...tenant.refreshTokens.keys(), ...vaults];
        const everything = page.sent.map(({ headers, body }) => `${headers}\n${body}`).join("\n");
        expect(kept.filter((secret) => secret === "" || everything.includes(secret))).toEqual([]);

        // Codes and cookies are on their way through the browser; the page itself shows not even those whole.
        const issued = [...tenant.issuedSecrets, ...directory.issuedSecrets];
        const shown = page.sent.filter(({ path }) => !path.startsWith("/at/")).map(({ body }) => body);
        expect(issued.filter((secret) => shown.some((body) => body.includes(secret)))).toEqual([]);
    });

    it("shows what is refused: an exchange before an account is connected", async () => {
        const browser = page.browser();
        await pastMicrosoft(browser, await page.begin(browser, "portal", "microsoft"), accounts.ada.username);

        const { document } = await press(browser, "exchange");

        expect(text(document.querySelector(".refusal"))).toContain(
            "Auth0 refused this 401 federated_connection_refresh_token_not_found",
        );
        expect(document.querySelectorAll(".message.refused .status").map(text)).toEqual(["401"]);
    });

    it("shows what is refused: mail, with a token for calendars", async () => {
        const browser = page.browser();
        await pastMicrosoft(browser, await page.begin(browser, "portal", "microsoft"), accounts.sam.username);
        await pastMicrosoft(browser, await press(browser, "connect"), accounts.sam.username);
        await press(browser, "exchange");

        expect(text((await press(browser, "mail")).document.querySelector(".refusal"))).toBe(
            "Graph refused this 403 ErrorAccessDenied Access is denied. Check credentials and try again.",
        );
    });

    it("shows Microsoft's own refusal of a personal account at an organisation's app, and repeats it", async () => {
        const browser = page.browser();
        const refused = await pastMicrosoft(
            browser,
            await page.begin(browser, "portal", "staff"),
            accounts.sam.username,
        );
        expect([refused.page, refused.error?.slice(0, 7)]).toEqual(["microsoft-error", "AADSTS5"]);

        expect(refusalOf(await browser.open(`${page.origin}/walk`))).toBe(refused.error);
    });

    it("is refused through a connection that the app is not linked to", async () => {
        const browser = page.browser();
        const visit = await page.begin(browser, "planner", "staff");

        expect([visit.url.pathname, refusalOf(visit)]).toEqual(["/walk", "invalid_request"]);
    });

    it("ends for another team's app where its secret would be needed, and says so", async () => {
        const { enabledClients, connections } = page.world.tenant;
        const [id = ""] = [...connections].find(([, { name }]) => name === "microsoft") ?? [];
        enabledClients.get(id)?.add("reportsReportsReportsReports");
        const browser = page.browser();

        const visit = await pastMicrosoft(
            browser,
            await page.begin(browser, "reports", "microsoft"),
            accounts.sam.username,
        );

        expect([visit.url.pathname, refusalOf(visit)]).toEqual(["/walk", "no_secret"]);
        expect(visit.document.querySelectorAll(".actions button").map(text)).toEqual(["Start over as somebody else"]);
    });

    it("takes no answer that is not to its own question", async () => {
        const browser = page.browser();
        await page.begin(browser, "portal", "microsoft");

        const visit = await browser.open(`${page.origin}/walk/back?code=stolen&state=other`);

        expect(refusalOf(visit)).toBe("invalid_state");
    });

    it("belongs to one browser, which can start over as somebody else", async () => {
        const browser = page.browser();
        await pastMicrosoft(browser, await page.begin(browser, "portal", "microsoft"), accounts.sam.username);
        expect((await page.browser().open(`${page.origin}/walk`)).page).toBe("no-walk");

        await browser.post(`${page.origin}/at/forget`, {});

        expect((await browser.open(`${page.origin}/walk`)).page).toBe("no-walk");
        expect((await page.begin(browser, "portal", "microsoft")).page).toBe("microsoft-sign-in");
    });
});
