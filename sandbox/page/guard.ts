import type { MiddlewareHandler } from "hono";

/** What a page of ours may load and where its forms may lead: its own origin, and no script at all. */
const contentSecurityPolicy = [
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
].join("; ");

const headers = {
    "content-security-policy": contentSecurityPolicy,
    "cache-control": "no-store",
    // Not "no-referrer": with that, browsers send `Origin: null` with a form, and its origin could not be checked.
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
};

/**
 * Lets in what a person's browser asks for from this page, and nothing else: a foreign name that resolves to loopback (DNS
 * rebinding) is refused by the Host header, here as by the server, a form of another site by Sec-Fetch-Site or Origin.
 */
export function guard(origin: () => string): MiddlewareHandler {
    return async (c, next) => {
        const { port } = new URL(origin());
        const host = c.req.header("host") ?? "";
        if (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`) {
            return c.text("This page answers to 127.0.0.1 and localhost only.\n", 421, headers);
        }
        if (c.req.method !== "GET" && c.req.method !== "HEAD" && !isOwnForm(c.req.header(), host)) {
            return c.text("This was sent from another page; nothing was done.\n", 403, headers);
        }
        await next();
        for (const [name, value] of Object.entries(headers)) {
            // A carried page has a policy of its own.
            if (!c.res.headers.has(name)) c.res.headers.set(name, value);
        }
    };
}

/** Browsers say where a form comes from; one that says neither is no browser of today. */
function isOwnForm(header: Readonly<Record<string, string>>, host: string): boolean {
    const site = header["sec-fetch-site"];
    return site === undefined ? header["origin"] === `http://${host}` : site === "same-origin";
}
