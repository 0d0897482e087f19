import { refuseParameters } from "../unserved.ts";
import type { BrowserReply, BrowserRequest } from "./browser-reply.ts";
import { signedOutPage } from "./error-page.ts";
import { registeredPlatform } from "./redirect-uri-match.ts";

/**
 * GET /{tenant}/oauth2/v2.0/logout: ends the browser's session. It goes on to an address only where that is a redirect URI of an
 * application (Microsoft, "Send a sign-out request").
 */
export function logout({ cookie, directory, query }: BrowserRequest): BrowserReply {
    refuseParameters(query, "the sign-out", ["post_logout_redirect_uri", "state"]);
    directory.sessions.signOut(cookie);
    const address = query.get("post_logout_redirect_uri") ?? "";
    const isRegistered = [...directory.applications.values()].some(
        (application) => registeredPlatform(application, address) !== undefined,
    );
    if (!isRegistered) return { page: signedOutPage(), status: 200, cookie: null };
    const state = query.get("state");
    const to =
        state === null ? address : `${address}${address.includes("?") ? "&" : "?"}${new URLSearchParams({ state })}`;
    return { to, cookie: null };
}
