import { randomBytes } from "node:crypto";
import { appReply } from "./app-reply.ts";
import type { Authentication } from "./authentication.ts";
import { type AuthorizationRequest, authorizationRequest, returnAddressOf } from "./authorization-request.ts";
import { AuthorizeError, authorizeErrors } from "./authorize-error.ts";
import type { BrowserReply } from "./browser-reply.ts";
import { logFailedSignIn } from "./failed-sign-in.ts";
import { microsoftUrl } from "./microsoft-sign-in.ts";
import { loginPage } from "./pages.ts";
import type { Session } from "./sessions.ts";
import { connectionNamed, signInConnections } from "./sign-in-connections.ts";
import { signedIn } from "./signed-in.ts";

/** GET and POST /authorize: to the app, if the person is signed in already; else to the login page, or on to Microsoft. */
export function authorize(
    authentication: Authentication,
    host: string,
    parameters: ReadonlyMap<string, string>,
    cookie: string | undefined,
): BrowserReply {
    const address = returnAddressOf(authentication.tenant, host, parameters);
    try {
        const request = authorizationRequest(authentication.tenant, address, parameters);
        const session = usableSession(authentication, request, cookie);
        if (session !== undefined) return signedIn(authentication, request, session);
        if (request.prompts.includes("none")) throw authorizeErrors.loginRequired();
        if (request.connection !== undefined) return { to: microsoftUrl(authentication, request, request.connection) };
        return toLoginPage(authentication, request);
    } catch (error) {
        if (!(error instanceof AuthorizeError)) throw error;
        logFailedSignIn(authentication.tenant, address, error.message);
        return appReply(address, { error: error.error, error_description: error.message });
    }
}

/** GET /u/login */
export function showLogin({ tenant, logins }: Authentication, host: string, state: string): BrowserReply {
    const request = logins.get(state);
    if (request === undefined || request.host !== host) throw authorizeErrors.stateLost();
    const { client } = request;
    return { page: loginPage(client.name, signInConnections(tenant, client), state), status: 200 };
}

/** POST /u/login: the person has chosen a connection. */
export function chooseConnection(
    authentication: Authentication,
    host: string,
    { state = "", connection = "" }: { readonly state?: string; readonly connection?: string },
): BrowserReply {
    const request = authentication.logins.get(state);
    if (request === undefined || request.host !== host) throw authorizeErrors.stateLost();
    try {
        const chosen = connectionNamed(authentication.tenant, request.client, connection);
        return { to: microsoftUrl(authentication, request, chosen) };
    } catch (error) {
        if (!(error instanceof AuthorizeError)) throw error;
        return appReply(request, { error: error.error, error_description: error.message });
    }
}

/** The session that makes a new sign-in unnecessary, unless the app wants one, or one with another connection. */
function usableSession(
    { tenant, sessions }: Authentication,
    { client, host, connection, prompts, maxAge }: AuthorizationRequest,
    cookie: string | undefined,
): Session | undefined {
    const session = sessions.of(cookie, host);
    if (session === undefined || client.sso_disabled === true || !tenant.users.has(session.userId)) return undefined;
    if (prompts.includes("login") || prompts.includes("select_account")) return undefined;
    if (connection !== undefined && connection.name !== session.connection) return undefined;
    const isEnabled = signInConnections(tenant, client).some(({ name }) => name === session.connection);
    const age = tenant.clock.now().getTime() - session.authenticatedAt;
    return isEnabled && (maxAge === undefined || age <= maxAge * 1000) ? session : undefined;
}

function toLoginPage({ tenant, logins }: Authentication, request: AuthorizationRequest): BrowserReply {
    if (signInConnections(tenant, request.client).length === 0) throw authorizeErrors.noConnections();
    const state = randomBytes(24).toString("base64url");
    logins.set(state, request);
    return { to: `https://${request.host}/u/login?state=${state}` };
}
