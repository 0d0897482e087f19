import { getCookie, setCookie } from "hono/cookie";
import type { Page } from "../../service/hosted-page.ts";
import { adminConsent } from "../consent/admin-consent.ts";
import type { Directory } from "../directory.ts";
import type { MicrosoftContext } from "../graph-reply.ts";
import { answerConsent, authorize, pickAccount } from "./authorize.ts";
import { type BrowserHandler, type BrowserReply, replyOf } from "./browser-reply.ts";
import { logout } from "./logout.ts";
import { formPostPage, pageHeaders } from "./pages.ts";
import { urlOf } from "./return-address.ts";

/** Everything of Microsoft's login that a browser comes to. */
export const loginRoutes: readonly (readonly [method: "GET" | "POST", path: string, handler: BrowserHandler])[] = [
    ["GET", "/:tenant/oauth2/v2.0/authorize", authorize],
    ["POST", "/:tenant/login", pickAccount],
    ["POST", "/:tenant/consent", answerConsent],
    ["GET", "/:tenant/adminconsent", adminConsent("adminconsent")],
    ["POST", "/:tenant/adminconsent", adminConsent("adminconsent")],
    ["GET", "/:tenant/v2.0/adminconsent", adminConsent("v2.0/adminconsent")],
    ["POST", "/:tenant/v2.0/adminconsent", adminConsent("v2.0/adminconsent")],
    ["GET", "/:tenant/oauth2/v2.0/logout", logout],
];

/** What a browser gets for a request to one of the routes. */
export async function browserReply(
    directory: Directory,
    handler: BrowserHandler,
    c: MicrosoftContext,
): Promise<Response> {
    const isForm = c.req.header("content-type")?.startsWith("application/x-www-form-urlencoded") ?? false;
    const request = {
        directory,
        tenant: c.req.param("tenant") ?? "",
        query: new URL(c.req.url).searchParams,
        form: new URLSearchParams(isForm ? await c.req.text() : ""),
        cookie: getCookie(c, cookieName),
    };
    const reply = replyOf(directory, () => handler(request));
    keepCookie(c, reply);
    if ("page" in reply) return shown(c, reply.page, reply.status);
    if ("to" in reply) return c.redirect(reply.to, 302);
    const { address, parameters } = reply.answer;
    if (address.responseMode === "form_post") return shown(c, formPostPage(address.redirectUri, parameters), 200);
    return c.redirect(urlOf(reply.answer), 302);
}

const cookieName = "ESTSAUTH";

function keepCookie(c: MicrosoftContext, { cookie }: BrowserReply): void {
    if (cookie === undefined) return;
    const options = { path: "/", httpOnly: true, secure: true, sameSite: "None" } as const;
    setCookie(c, cookieName, cookie ?? "", cookie === null ? { ...options, maxAge: 0 } : options);
}

async function shown(c: MicrosoftContext, page: Page, status: 200 | 400 | 401 | 403): Promise<Response> {
    return c.html(await page, status, pageHeaders);
}
