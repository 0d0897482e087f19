import type { Context } from "hono";
import { carriedAddress, carriedPath, type Territory } from "./carried-address.ts";
import { carriedCookie, cookiesForHost } from "./carried-cookies.ts";
import { carriedHtml } from "./carried-html.ts";
import type { Heard } from "./message.ts";
import { leadsOut, notCarried } from "./refused-pages.ts";
import type { Overheard } from "./services.ts";

export interface CarrierOptions {
    readonly territory: () => Territory;

    /** How the sandbox's services are reached. */
    readonly send: (request: Request) => Promise<Overheard>;

    /** Gets each request and its answer as the services saw them, for the walk to show. */
    readonly onCarried: (c: Context, heard: Heard) => void;
}

/** The largest form that a hosted page sends. */
const largestForm = 64 * 1024;

/**
 * Carries the hosted pages of the sandbox's services under the page's own origin, for a browser that knows neither their names nor
 * their certificates. Only the sandbox's own hosts are carried, and only within this process.
 */
export async function carry(c: Context, { territory, send, onCarried }: CarrierOptions): Promise<Response> {
    const { pathname, search } = new URL(c.req.url);
    const land = territory();
    const address = carriedAddress(pathname, search, land);
    if (address === undefined) return notCarried(c);
    if (c.req.method !== "GET" && c.req.method !== "POST") return c.text("A hosted page is read or sent.\n", 405);

    const body = c.req.method === "POST" ? await c.req.text() : undefined;
    if (body !== undefined && body.length > largestForm) return c.text("That form is too large.\n", 413);
    const request = new Request(address, {
        method: c.req.method,
        headers: headersFor(c, address),
        redirect: "manual",
        ...(body === undefined ? {} : { body }),
    });
    const start = performance.now();
    const { response, meanwhile } = await send(request);
    const text = await response.text();
    const milliseconds = performance.now() - start;
    onCarried(c, { request, requestBody: body ?? "", response, responseBody: text, milliseconds, meanwhile });
    return carriedResponse(c, address, response, text, land);
}

function headersFor(c: Context, address: URL): Headers {
    const headers = new Headers({ host: address.host });
    for (const name of ["accept", "accept-language", "content-type", "user-agent"]) {
        const value = c.req.header(name);
        if (value !== undefined) headers.set(name, value);
    }
    const cookies = cookiesForHost(c.req.header("cookie") ?? "", address.host);
    if (cookies !== "") headers.set("cookie", cookies);
    if (c.req.method === "POST") headers.set("origin", address.origin);
    return headers;
}

function carriedResponse(
    c: Context,
    address: URL,
    response: Response,
    text: string,
    land: Territory,
): Response | Promise<Response> {
    const headers = new Headers({ "cache-control": "no-store", "referrer-policy": "same-origin" });
    for (const cookie of response.headers.getSetCookie()) {
        headers.append("set-cookie", carriedCookie(cookie, address.host));
    }
    const location = response.headers.get("location");
    if (location !== null) {
        const target = URL.parse(location, address.href);
        const path = target === null ? undefined : carriedPath(target, land);
        if (path === undefined) return leadsOut(c, location);
        headers.set("location", path);
        return new Response(null, { status: response.status, headers });
    }
    const type = response.headers.get("content-type") ?? "text/plain";
    const isHtml = /^text\/html\b/i.test(type);
    headers.set("content-type", isHtml ? "text/html; charset=utf-8" : "text/plain; charset=utf-8");
    headers.set("content-security-policy", policy(response.headers.get("content-security-policy") ?? ""));
    return new Response(isHtml ? carriedHtml(text, address, land) : text, { status: response.status, headers });
}

/** The hosted page's own styles by its hash or nonce, and the banner's; forms lead to the page's own origin only. */
function policy(own: string): string {
    const styles = /(?:^|;)\s*style-src\s+([^;]*)/i.exec(own)?.[1] ?? "";
    const allowed = styles.split(/\s+/).filter((source) => /^'(sha\d+|nonce)-[A-Za-z0-9+/=_-]+'$/.test(source));
    return [
        "default-src 'none'",
        ["style-src 'self'", ...allowed].join(" "),
        "img-src data:",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ].join("; ");
}
