import { type Account, personalAccountsTenantId } from "../account.ts";
import type { Directory } from "../directory.ts";
import { graphDelegatedPermissions } from "../graph-permissions.ts";
import { directoryName } from "../login/authority.ts";
import { type LoginError, loginErrors } from "../login-errors.ts";
import type { StoredApplication } from "../objects.ts";
import { consentedScopes } from "./consents.ts";
import { managedPolicyBlocks } from "./managed-policy.ts";
import { type AskedScopes, openIdScopes } from "./scopes.ts";

/** The scopes a request comes to for an application: `/.default` stands for what the app registration lists. */
export function scopesFor({ isDefault, names }: AskedScopes, application: StoredApplication): readonly string[] {
    return isDefault ? [...new Set([...names, ...registeredScopes(application)])] : names;
}

/** The delegated permissions of Microsoft Graph that an app registration lists. */
export function registeredScopes({ requiredResourceAccess }: StoredApplication): string[] {
    const ids = requiredResourceAccess.flatMap(({ resourceAccess = [] }) => resourceAccess ?? []).map(({ id }) => id);
    return graphDelegatedPermissions.filter(({ id }) => ids.includes(id)).map(({ value }) => String(value));
}

/**
 * What of the asked scopes nobody has consented to yet. Any consent includes OpenID Connect's scopes, and where there is one
 * `/.default` is content with it.
 */
export function missingScopes(
    directory: Directory,
    application: StoredApplication,
    account: Account,
    asked: AskedScopes,
): readonly string[] {
    const consented = consentedScopes(directory, application, account);
    const isEnough = (scope: string) =>
        consented.has(scope) || (consented.size > 0 && (asked.isDefault || openIdScopes.includes(scope)));
    return scopesFor(asked, application).filter((scope) => !isEnough(scope));
}

/** Why somebody cannot consent to scopes by themselves; undefined when they can. */
export function consentProblem(
    directory: Directory,
    application: StoredApplication,
    account: Account,
    scopes: readonly string[],
): LoginError | undefined {
    if (account.tenantId === personalAccountsTenantId || account.isAdministrator === true) return undefined;
    if (scopes.some(isAdminOnly)) return loginErrors.administratorOnly(application);
    // Where assignment is required, only an administrator can consent (Microsoft, "Manage access to apps").
    const isAssignmentRequired =
        account.tenantId === directory.tenantId &&
        directory.servicePrincipalWithAppId(application.appId)?.appRoleAssignmentRequired === true;
    if (isAssignmentRequired) return loginErrors.administratorOnly(application);
    const policy = account.tenantId === directory.tenantId ? directory.consentPolicy : "managed";
    if (policy === "none") {
        return loginErrors.blockedByPolicy(application, directoryName(directory, account.tenantId));
    }
    const isBlocked = policy === "managed" && scopes.some((scope) => managedPolicyBlocks.has(scope));
    return isBlocked ? loginErrors.administratorOnly(application) : undefined;
}

function isAdminOnly(scope: string): boolean {
    return graphDelegatedPermissions.find(({ value }) => value === scope)?.type === "Admin";
}
