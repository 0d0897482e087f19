import { randomBytes } from "node:crypto";
import { appReply } from "./app-reply.ts";
import type { Authentication } from "./authentication.ts";
import { issueCode } from "./authorization-code.ts";
import type { AuthorizationRequest } from "./authorization-request.ts";
import { authorizeErrors } from "./authorize-error.ts";
import type { BrowserReply } from "./browser-reply.ts";
import { consentKey, needsConsent } from "./consent.ts";
import { consentPage } from "./pages.ts";
import type { Session } from "./sessions.ts";

/** What follows a sign-in: the consent page where it is needed, or the code for the app. */
export function signedIn(
    authentication: Authentication,
    request: AuthorizationRequest,
    session: Session,
): BrowserReply {
    if (!needsConsent(authentication, request, session.userId)) return withCode(authentication, request, session);
    if (request.prompts.includes("none")) throw authorizeErrors.consentRequired();
    const state = randomBytes(24).toString("base64url");
    authentication.consents.set(state, { request, session });
    return { to: `https://${request.host}/u/consent?state=${state}` };
}

/** GET /authorize/resume: the browser is back from Microsoft, and the request goes on. */
export function resume(authentication: Authentication, host: string, state: string): BrowserReply {
    const resumption = authentication.resumptions.take(state);
    if (resumption === undefined || resumption.request.host !== host) throw authorizeErrors.stateLost();
    const { request } = resumption;
    if ("error" in resumption) {
        return appReply(request, { error: resumption.error, error_description: resumption.description });
    }
    return { ...signedIn(authentication, request, resumption.session), cookie: resumption.cookie };
}

/** GET /u/consent */
export function showConsent({ consents }: Authentication, host: string, state: string): BrowserReply {
    const pending = consents.get(state);
    if (pending === undefined || pending.request.host !== host) throw authorizeErrors.stateLost();
    return { page: consentPage(pending, state), status: 200 };
}

/** POST /u/consent */
export function answerConsent(
    authentication: Authentication,
    host: string,
    { state = "", answer = "" }: { readonly state?: string; readonly answer?: string },
): BrowserReply {
    const pending = authentication.consents.take(state);
    if (pending === undefined || pending.request.host !== host) throw authorizeErrors.stateLost();
    const { request, session } = pending;
    if (answer !== "accept") {
        const declined = authorizeErrors.consentDeclined();
        return appReply(request, { error: declined.error, error_description: declined.message });
    }
    const key = consentKey(request, session.userId);
    const before = authentication.consented.get(key) ?? [];
    authentication.consented.set(key, new Set([...before, ...request.scopes]));
    return withCode(authentication, request, session);
}

function withCode(authentication: Authentication, request: AuthorizationRequest, session: Session): BrowserReply {
    return appReply(request, { code: issueCode(authentication, { request, session }) });
}
