/** Where the cookies of carried pages are sent: to the carrier, and not to the page's own routes. */
export const carriedCookiePath = "/at";

/**
 * A `Set-Cookie` of a hosted page, as the page passes it on. All cookies live under the page's one origin, so each has its host in
 * its name. `__Host-` and `Secure` cannot be over plain http, and need not be on loopback.
 */
export function carriedCookie(setCookie: string, host: string): string {
    const [pair = "", ...attributes] = setCookie.split(";").map((part) => part.trim());
    return [
        `${prefixOf(host)}${pair}`,
        `Path=${carriedCookiePath}`,
        ...attributes.filter((attribute) => /^(max-age|expires)=/i.test(attribute)),
        "HttpOnly",
        "SameSite=Lax",
    ].join("; ");
}

/** The `Cookie` header for a hosted page out of the browser's own: nothing of other hosts, nothing of the page's. */
export function cookiesForHost(cookie: string, host: string): string {
    return cookie
        .split(";")
        .map((pair) => pair.trim())
        .filter((pair) => pair.startsWith(prefixOf(host)))
        .map((pair) => pair.slice(prefixOf(host).length))
        .join("; ");
}

/** Names of the carried cookies in a browser's `Cookie` header, of every host. */
export function carriedCookieNames(cookie: string): string[] {
    return cookie
        .split(";")
        .map((pair) => pair.trim().split("=")[0] ?? "")
        .filter((name) => name.startsWith(mark));
}

/** No cookie of the page's own starts with it. */
const mark = "at~";

function prefixOf(host: string): string {
    return `${mark}${host}~`;
}
