import type { Context } from "hono";
import { setCookie } from "hono/cookie";
import type { BrowserReply } from "./browser-reply.ts";
import { pageHeaders } from "./pages.ts";
import { sessionLifetime } from "./sessions.ts";

/** Name of the cookie that a browser keeps for a domain. */
export const sessionCookie = "auth0";

/** The response for a browser: 303 after a POST, so that the browser goes on with a GET. */
export async function browserResponse(c: Context, reply: BrowserReply): Promise<Response> {
    if (reply.cookie !== undefined) {
        setCookie(c, sessionCookie, reply.cookie ?? "", {
            path: "/",
            httpOnly: true,
            secure: true,
            sameSite: "None",
            maxAge: reply.cookie === null ? 0 : sessionLifetime.idleMs / 1000,
        });
    }
    if ("to" in reply) {
        c.header("cache-control", "no-store");
        return c.redirect(reply.to, c.req.method === "POST" ? 303 : 302);
    }
    return c.html(await reply.page, reply.status, pageHeaders);
}
