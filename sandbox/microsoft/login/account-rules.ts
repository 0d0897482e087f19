import { signInAudiences } from "../../../catalogue/microsoft.ts";
import { type Account, personalAccountsTenantId } from "../account.ts";
import type { Directory } from "../directory.ts";
import { type LoginError, loginErrors } from "../login-errors.ts";
import type { StoredApplication } from "../objects.ts";
import { type Authority, directoryName } from "./authority.ts";

/** Why an application cannot be signed in to at an authority, whoever comes; undefined when it can. */
export function authorityProblem(
    directory: Directory,
    application: StoredApplication,
    authority: Authority,
): LoginError | undefined {
    const { otherDirectories, personalAccounts } = audienceOf(application);
    if (authority.kind === "consumers") {
        return personalAccounts ? undefined : loginErrors.applicationOfDirectories(application);
    }
    const isForPersonalOnly = application.signInAudience === "PersonalMicrosoftAccount";
    if (authority.kind === "directory") {
        if (isForPersonalOnly) return loginErrors.applicationOfPersonalAccounts(application);
        const isOther = authority.tenantId !== directory.tenantId;
        return isOther && !otherDirectories
            ? loginErrors.applicationNotFound(application.appId, directoryName(directory, authority.tenantId))
            : undefined;
    }
    if (application.signInAudience === "AzureADMyOrg") return loginErrors.applicationOfOneDirectory(application);
    if (isForPersonalOnly && authority.kind === "organizations") {
        return loginErrors.applicationOfPersonalAccounts(application);
    }
    return undefined;
}

/** Why an account cannot sign in to an application at an authority that serves it; undefined when it can. */
export function accountProblem(
    directory: Directory,
    application: StoredApplication,
    authority: Authority,
    account: Account,
): LoginError | undefined {
    const problem = accountTypeProblem(directory, application, authority, account);
    if (problem !== undefined) return problem;
    return account.tenantId === directory.tenantId ? ownProblem(directory, application, account) : undefined;
}

/** Why accounts of such a kind cannot sign in: the authority or the application's audience leaves them out. */
export function accountTypeProblem(
    directory: Directory,
    application: StoredApplication,
    authority: Authority,
    account: Account,
): LoginError | undefined {
    const isPersonal = account.tenantId === personalAccountsTenantId;
    const notIn = (tenantId: string) =>
        loginErrors.accountNotInTenant(
            account.username,
            isPersonal ? "live.com" : `https://sts.windows.net/${account.tenantId}/`,
            directoryName(directory, tenantId),
            application,
        );
    if (authority.kind === "directory" && account.tenantId !== authority.tenantId) return notIn(authority.tenantId);
    if (authority.kind === "consumers" && !isPersonal) return loginErrors.accountOfOtherType();
    const { otherDirectories, personalAccounts } = audienceOf(application);
    if (isPersonal) {
        const isLeftOut = authority.kind === "organizations" || !personalAccounts;
        return isLeftOut ? notIn(personalAccountsTenantId) : undefined;
    }
    if (application.signInAudience === "PersonalMicrosoftAccount") return loginErrors.accountOfOtherType();
    return account.tenantId !== directory.tenantId && !otherDirectories ? notIn(directory.tenantId) : undefined;
}

/** What this directory's service principal of the application says. Without one nobody has said anything yet. */
function ownProblem(directory: Directory, application: StoredApplication, account: Account): LoginError | undefined {
    const principal = directory.servicePrincipalWithAppId(application.appId);
    if (principal === undefined) return undefined;
    if (principal.accountEnabled === false) {
        return loginErrors.disabledApplication(application.appId, application.displayName);
    }
    const isAssigned = [...directory.appRoleAssignments.values()].some(
        ({ principalId, resourceId }) => principalId === account.id && resourceId === principal.id,
    );
    return principal.appRoleAssignmentRequired === true && !isAssigned
        ? loginErrors.accountNotAssigned(account.username, application)
        : undefined;
}

function audienceOf({ signInAudience }: StoredApplication): { otherDirectories: boolean; personalAccounts: boolean } {
    return signInAudiences[signInAudience as keyof typeof signInAudiences];
}
