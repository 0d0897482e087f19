import { microsoftGraphAppId } from "../../../catalogue/microsoft.ts";
import { type Account, personalAccountsTenantId } from "../account.ts";
import { missingScopes, scopesFor } from "../consent/consent-rules.ts";
import { consentedScopes } from "../consent/consents.ts";
import { type AskedScopes, openIdScopes, writtenScopes } from "../consent/scopes.ts";
import type { Directory } from "../directory.ts";
import { accountProblem } from "../login/account-rules.ts";
import { loginErrors } from "../login-errors.ts";
import type { StoredApplication } from "../objects.ts";
import { type TokenReply, type TokenRequest, tokenLifetime } from "./token-request.ts";
import { clientInfo, graphToken, idToken } from "./user-tokens.ts";

/** What codes and refresh tokens stand for: somebody who signed in to an application. */
export interface SignIn {
    readonly appId: string;
    readonly accountId: string;
    readonly asked: AskedScopes;

    /** The application may go on without the person: `offline_access` was asked for. */
    readonly isOffline: boolean;

    /** It has no secret. */
    readonly isPublic: boolean;

    /** Milliseconds of the directory's clock. */
    readonly issuedAt: number;
}

/**
 * The tokens for a sign-in, as far as it is still good: the account is there and may use the application, and what is asked for
 * is consented to at this moment.
 */
export async function signInReply(
    { authority, directory, form }: TokenRequest,
    application: StoredApplication,
    signIn: SignIn,
    { asked, nonce }: { readonly asked: AskedScopes; readonly nonce: string | undefined },
): Promise<TokenReply> {
    const account = directory.account(signIn.accountId);
    if (account === undefined) throw loginErrors.accountNotFound(signIn.accountId, directory.domain);
    if (authority.kind === "directory" && authority.tenantId !== account.tenantId) {
        throw loginErrors.grantOfOtherTenant();
    }
    const problem = accountProblem(directory, application, authority, account);
    if (problem !== undefined) throw problem;
    if (asked.unknown[0] !== undefined) throw loginErrors.scopeNotValid(asked.unknown[0]);
    if (missingScopes(directory, application, account, asked).length > 0) {
        throw loginErrors.consentMissing("invalid_grant", application);
    }

    const scopes = grantedScopes(directory, application, account, asked);
    const context = { directory, application, account };
    const audience = asked.asUrls ? "https://graph.microsoft.com" : microsoftGraphAppId;
    const refreshToken = directory.sealed.seal("1", { ...signIn, issuedAt: directory.clock.now().getTime() });
    return {
        token_type: "Bearer",
        scope: writtenScopes(scopes, asked.asUrls),
        expires_in: tokenLifetime,
        ext_expires_in: tokenLifetime,
        access_token: directory.issueToken(await graphToken(context, scopes, audience, signIn.isPublic)),
        ...(signIn.isOffline ? { refresh_token: directory.issueToken(refreshToken) } : {}),
        ...(asked.names.includes("openid")
            ? { id_token: directory.issueToken(await idToken(context, scopes, nonce)) }
            : {}),
        ...(form.get("client_info") === "1" ? { client_info: clientInfo(account) } : {}),
    };
}

/**
 * The scopes of a token. With work accounts Microsoft puts into a token all that was ever consented to of its resource, with
 * personal ones what was asked for.
 */
function grantedScopes(
    directory: Directory,
    application: StoredApplication,
    account: Account,
    asked: AskedScopes,
): readonly string[] {
    const named = scopesFor(asked, application);
    const consented = [...consentedScopes(directory, application, account)];
    const all = new Set([...named, ...(account.tenantId === personalAccountsTenantId ? [] : consented)]);
    const isConsented = (scope: string) => consented.includes(scope) || openIdScopes.includes(scope);
    return [...all].filter(isConsented);
}
