import { randomUUID } from "node:crypto";
import { microsoftGraphAppId } from "../../../catalogue/microsoft.ts";
import { type Account, personalAccountsTenantId } from "../account.ts";
import { consentProblem, missingScopes, scopesFor } from "../consent/consent-rules.ts";
import { personalScopes } from "../consent/personal-scopes.ts";
import type { Directory } from "../directory.ts";
import type { LoginError } from "../login-errors.ts";
import { loginErrors } from "../login-errors.ts";
import type { CodeContents } from "../token/authorization-code-grant.ts";
import { clientInfo } from "../token/user-tokens.ts";
import { accountProblem } from "./account-rules.ts";
import type { AuthorizeRequest } from "./authorize-request.ts";
import { type Answer, answerTo, ReturnedError } from "./return-address.ts";

/** What comes next for somebody who is signed in. */
export type NextStep =
    | { readonly kind: "answer"; readonly answer: Answer }
    | { readonly kind: "consent"; readonly scopes: readonly string[] }
    /** The person cannot consent; an administrator could. */
    | { readonly kind: "approval"; readonly error: LoginError };

/**
 * Decides what comes after an account is chosen: a code, a consent, or a refusal. In Microsoft's order: may the account use the
 * application at all, are there such scopes, who has to consent.
 */
export function nextStep(
    directory: Directory,
    request: AuthorizeRequest,
    account: Account,
    hasConsented = false,
): NextStep {
    const { address, application, asked, authority, prompt } = request;
    const problem = accountProblem(directory, application, authority, account);
    if (problem !== undefined) throw problem;
    checkScopes(request, account);

    const missing = missingScopes(directory, application, account, asked);
    if (missing.length === 0 && (prompt !== "consent" || hasConsented)) {
        return { kind: "answer", answer: codeFor(directory, request, account) };
    }
    if (prompt === "none")
        throw new ReturnedError(address, loginErrors.consentMissing("consent_required", application));
    const error = consentProblem(directory, application, account, missing);
    if (error !== undefined) return { kind: "approval", error };
    return { kind: "consent", scopes: missing.length === 0 ? scopesFor(asked, application) : missing };
}

function checkScopes({ address, application, asked, authority }: AuthorizeRequest, account: Account): void {
    const isPersonal = account.tenantId === personalAccountsTenantId;
    if (isPersonal && application.signInAudience === "PersonalMicrosoftAccount" && authority.kind === "common") {
        throw new ReturnedError(address, loginErrors.consumersAtCommon());
    }
    const unknown = asked.unknown[0];
    if (unknown !== undefined) {
        throw new ReturnedError(address, loginErrors.scopeNotFound(application, unknown, microsoftGraphAppId));
    }
    const foreign = isPersonal ? asked.names.find((scope) => !personalScopes.has(scope)) : undefined;
    if (foreign !== undefined) throw new ReturnedError(address, loginErrors.scopeNotForPersonalAccounts(foreign));
}

function codeFor(directory: Directory, request: AuthorizeRequest, account: Account): Answer {
    const { address, application, asked, challenge, isPublic, nonce, wantsClientInfo } = request;
    const code: CodeContents = {
        id: randomUUID(),
        appId: application.appId,
        accountId: account.id,
        asked,
        isOffline: asked.names.includes("offline_access"),
        isPublic,
        issuedAt: directory.clock.now().getTime(),
        redirectUri: address.redirectUri,
        nonce,
        challenge,
    };
    return answerTo(address, {
        code: directory.issueToken(directory.sealed.seal("0", code)),
        client_info: wantsClientInfo ? clientInfo(account) : undefined,
        session_state: randomUUID(),
    });
}
