import { decodeJwt } from "jose";
import { errors } from "../errors.ts";
import { log } from "../logs.ts";
import type { Authentication } from "./authentication.ts";
import { PageError } from "./authorize-error.ts";
import type { BrowserReply } from "./browser-reply.ts";
import { signedOutPage } from "./pages.ts";

/** GET /v2/logout: ends the session of a browser on this domain, and goes where the client allows. */
export function logout(
    authentication: Authentication,
    host: string,
    query: URLSearchParams,
    cookie: string | undefined,
): BrowserReply {
    if (query.has("federated")) throw errors.notServed("the parameter federated at /v2/logout");
    const clientId = query.get("client_id");
    const returnTo = query.get("returnTo") ?? firstLogoutUrl(authentication, clientId);
    if (returnTo !== undefined && !isAllowed(authentication, clientId, returnTo)) throw returnToNotAllowed(returnTo);
    endSession(authentication, host, clientId, cookie);
    return { ...(returnTo === undefined ? { page: signedOutPage(), status: 200 } : { to: returnTo }), cookie: null };
}

/** GET and POST /oidc/logout (OpenID Connect RP-Initiated Logout). */
export function oidcLogout(
    authentication: Authentication,
    host: string,
    parameters: ReadonlyMap<string, string>,
    cookie: string | undefined,
): BrowserReply {
    for (const name of ["federated", "logout_hint"]) {
        if (parameters.has(name)) throw errors.notServed(`the parameter ${name} at /oidc/logout`);
    }
    const clientId = parameters.get("client_id") ?? audienceOf(parameters.get("id_token_hint"));
    const returnTo = parameters.get("post_logout_redirect_uri") ?? firstLogoutUrl(authentication, clientId);
    if (returnTo !== undefined && !isAllowed(authentication, clientId, returnTo)) throw returnToNotAllowed(returnTo);
    endSession(authentication, host, clientId, cookie);
    if (returnTo === undefined) return { page: signedOutPage(), status: 200, cookie: null };
    const url = new URL(returnTo);
    const state = parameters.get("state");
    if (state !== undefined) url.searchParams.set("state", state);
    return { to: url.href, cookie: null };
}

function endSession(
    { tenant, sessions }: Authentication,
    host: string,
    clientId: string | null,
    cookie: string | undefined,
): void {
    const session = sessions.of(cookie, host);
    sessions.end(cookie);
    if (session === undefined) return;
    log(tenant, { type: "slo", hostname: host, client_id: clientId ?? undefined, user_id: session.userId });
}

/** Where a request goes that names a client and no place (Auth0, "Log Users Out of Applications"). */
function firstLogoutUrl({ tenant }: Authentication, clientId: string | null): string | undefined {
    return tenant.clients.get(clientId ?? "")?.allowed_logout_urls?.[0];
}

/** Without a client the tenant's own list would count, which is empty. Auth0 compares without the query. */
function isAllowed({ tenant }: Authentication, clientId: string | null, returnTo: string): boolean {
    if (!URL.canParse(returnTo)) return false;
    const allowed = tenant.clients.get(clientId ?? "")?.allowed_logout_urls ?? [];
    return allowed.includes(returnTo) || allowed.includes(returnTo.replace(/[?#].*$/, ""));
}

function returnToNotAllowed(returnTo: string): PageError {
    return new PageError(
        400,
        "invalid_request",
        `The "returnTo" querystring parameter "${returnTo}" is not defined as a valid URL in "Allowed Logout URLs"`,
    );
}

/** The client that an id token was issued to. A hint that has ended is good enough. */
function audienceOf(idToken: string | undefined): string | null {
    if (idToken === undefined) return null;
    try {
        return [decodeJwt(idToken).aud ?? null].flat()[0] ?? null;
    } catch {
        // No token at all: nobody's client.
        return null;
    }
}
