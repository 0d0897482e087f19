import type { Account } from "../account.ts";
import type { Directory } from "../directory.ts";
import { accountTypeProblem } from "../login/account-rules.ts";
import { type BrowserHandler, type BrowserReply, type BrowserRequest, replyOf } from "../login/browser-reply.ts";
import { answerTo, ReturnedError } from "../login/return-address.ts";
import { signInPage } from "../login/sign-in-page.ts";
import { loginErrors } from "../login-errors.ts";
import { type AdminConsentRequest, adminConsentRequest } from "./admin-consent-request.ts";
import { consentToApplicationPermissions } from "./application-consent.ts";
import { consentGivenPage, consentPage } from "./consent-page.ts";
import { consent } from "./consents.ts";

/** `/{tenant}/adminconsent`, or `/{tenant}/v2.0/adminconsent`, whose query says the scopes; its pages post to where it is. */
export function adminConsent(path: "adminconsent" | "v2.0/adminconsent"): BrowserHandler {
    return (browser) => {
        const { directory, form, query, tenant } = browser;
        const carried = form.has("request") ? new URLSearchParams(form.get("request") ?? "") : query;
        const request = adminConsentRequest(directory, tenant, carried, path === "v2.0/adminconsent");
        const view = { action: `/${encodeURIComponent(tenant)}/${path}`, query: carried.toString() };
        if (form.has("answer")) return answered(browser, request, view);
        if (form.has("username")) return picked(browser, request, view);
        const administrator = signedInAdministrator(browser, request);
        return administrator === undefined
            ? askWho(directory, request, view)
            : { page: askConsent(request, administrator, view), status: 200 };
    };
}

interface View {
    readonly action: string;
    readonly query: string;
}

function picked({ cookie, directory, form }: BrowserRequest, request: AdminConsentRequest, view: View): BrowserReply {
    const username = form.get("username") ?? "";
    if (username === "") throw declined(request);
    const account = directory.accounts.get(username.toLowerCase());
    if (account === undefined) throw loginErrors.accountNotFound(username, directory.domain);
    const reply = replyOf(directory, () => {
        checkAdministrator(directory, request, account);
        return { page: askConsent(request, account, view), status: 200 };
    });
    return { ...reply, cookie: directory.sessions.signIn(cookie, account.id) };
}

function answered({ cookie, directory, form }: BrowserRequest, request: AdminConsentRequest, view: View): BrowserReply {
    const account = directory.accounts.get((form.get("username") ?? "").toLowerCase());
    const isSignedIn = account !== undefined && directory.sessions.accountsOf(cookie).includes(account.id);
    if (!isSignedIn) return askWho(directory, request, view);
    checkAdministrator(directory, request, account);
    if (form.get("answer") !== "accept") throw declined(request);

    const { address, application, isForAllRegistered, scopes, writtenScopes } = request;
    consent(directory, application, { everyoneOf: account.tenantId }, scopes);
    if (isForAllRegistered && account.tenantId === directory.tenantId) {
        consentToApplicationPermissions(directory, application);
    }
    if (address === undefined) return { page: consentGivenPage(application), status: 200 };
    const parameters = { admin_consent: "True", tenant: account.tenantId, scope: writtenScopes };
    return { answer: answerTo(address, parameters) };
}

function checkAdministrator(
    directory: Directory,
    { application, authority }: AdminConsentRequest,
    account: Account,
): void {
    const problem = accountTypeProblem(directory, application, authority, account);
    if (problem !== undefined) throw problem;
    if (account.isAdministrator !== true) throw loginErrors.administratorOnly(application);
}

function declined({ address }: AdminConsentRequest): Error {
    const error = loginErrors.adminConsentDeclined();
    return address === undefined ? error : new ReturnedError(address, error, { admin_consent: "True" });
}

/** The only administrator that is signed in and may be meant. */
function signedInAdministrator(
    { cookie, directory }: BrowserRequest,
    { application, authority }: AdminConsentRequest,
): Account | undefined {
    const administrators = directory.sessions
        .accountsOf(cookie)
        .map((id) => directory.account(id))
        .filter((account) => account?.isAdministrator === true)
        .filter((account) => account !== undefined)
        .filter((account) => accountTypeProblem(directory, application, authority, account) === undefined);
    return administrators.length === 1 ? administrators[0] : undefined;
}

function askWho(directory: Directory, { application }: AdminConsentRequest, { action, query }: View): BrowserReply {
    const page = signInPage(directory, {
        action,
        applicationName: application.displayName,
        carried: { request: query },
        hint: undefined,
    });
    return { page, status: 200 };
}

function askConsent({ application, scopes }: AdminConsentRequest, account: Account, { action, query }: View) {
    const carried = { request: query, username: account.username };
    return consentPage({ account, action, application, carried, scopes, isForOrganization: true });
}
