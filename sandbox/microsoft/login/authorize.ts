import type { Account } from "../account.ts";
import { consentPage } from "../consent/consent-page.ts";
import { consent } from "../consent/consents.ts";
import type { Directory } from "../directory.ts";
import { loginErrors } from "../login-errors.ts";
import { type AuthorizeRequest, authorizeRequest } from "./authorize-request.ts";
import { type BrowserReply, type BrowserRequest, replyOf } from "./browser-reply.ts";
import { approvalPage } from "./error-page.ts";
import { nextStep } from "./next-step.ts";
import { ReturnedError } from "./return-address.ts";
import { signInPage } from "./sign-in-page.ts";
import { whoSignsIn } from "./who-signs-in.ts";

/** GET /{tenant}/oauth2/v2.0/authorize */
export function authorize({ cookie, directory, query, tenant }: BrowserRequest): BrowserReply {
    const request = authorizeRequest(directory, tenant, query);
    const account = whoSignsIn(directory, request, directory.sessions.accountsOf(cookie));
    if (account === undefined) return askWho(directory, request);
    return proceedAs(directory, request, account, cookie);
}

/** POST /{tenant}/login: an account was picked. */
export function pickAccount({ cookie, directory, form, tenant }: BrowserRequest): BrowserReply {
    const request = carriedRequest(directory, tenant, form);
    const username = form.get("username") ?? "";
    if (username === "") throw new ReturnedError(request.address, loginErrors.signInCancelled(), cancelled);
    const account = directory.accounts.get(username.toLowerCase());
    if (account === undefined) throw loginErrors.accountNotFound(username, directory.domain);
    return proceedAs(directory, request, account, cookie);
}

/** POST /{tenant}/consent: somebody consented, or did not. */
export function answerConsent({ cookie, directory, form, tenant }: BrowserRequest): BrowserReply {
    const request = carriedRequest(directory, tenant, form);
    const account = directory.accounts.get((form.get("username") ?? "").toLowerCase());
    const isSignedIn = account !== undefined && directory.sessions.accountsOf(cookie).includes(account.id);
    if (!isSignedIn) return askWho(directory, request);

    const step = nextStep(directory, request, account);
    if (form.get("answer") !== "accept") {
        const error = step.kind === "approval" ? step.error : loginErrors.consentDeclined();
        throw new ReturnedError(request.address, error, cancelled);
    }
    if (step.kind === "consent") {
        const isForEveryone = account.isAdministrator === true && form.get("for_organization") === "true";
        const whom = isForEveryone ? { everyoneOf: account.tenantId } : { account };
        consent(directory, request.application, whom, step.scopes);
    }
    return proceed(directory, request, account, true);
}

const cancelled = { error_subcode: "cancel" };

function carriedRequest(directory: Directory, tenant: string, form: URLSearchParams): AuthorizeRequest {
    return authorizeRequest(directory, tenant, new URLSearchParams(form.get("request") ?? ""));
}

function askWho(directory: Directory, request: AuthorizeRequest): BrowserReply {
    const page = signInPage(directory, {
        action: `/${encodeURIComponent(request.tenant)}/login`,
        applicationName: request.application.displayName,
        carried: { request: request.query },
        hint: request.loginHint,
    });
    return { page, status: 200 };
}

/** Signs an account in, whatever comes of it at this application. */
function proceedAs(
    directory: Directory,
    request: AuthorizeRequest,
    account: Account,
    cookie: string | undefined,
): BrowserReply {
    const reply = replyOf(directory, () => proceed(directory, request, account));
    return { ...reply, cookie: directory.sessions.signIn(cookie, account.id) };
}

function proceed(
    directory: Directory,
    request: AuthorizeRequest,
    account: Account,
    hasConsented?: boolean,
): BrowserReply {
    const step = nextStep(directory, request, account, hasConsented);
    if (step.kind === "answer") return { answer: step.answer };
    const action = `/${encodeURIComponent(request.tenant)}/consent`;
    const carried = { request: request.query, username: account.username };
    if (step.kind === "approval") {
        return { page: approvalPage(step.error, action, carried), status: step.error.status };
    }
    const { application } = request;
    return { page: consentPage({ account, action, application, carried, scopes: step.scopes }), status: 200 };
}
