import { microsoftGraphAppId } from "../../../catalogue/microsoft.ts";
import type { Account } from "../account.ts";
import type { Directory } from "../directory.ts";
import { newServicePrincipal, type StoredApplication, type StoredServicePrincipal } from "../objects.ts";
import { grantId } from "../permission-grants.ts";

/** Whom a consent is for: one account, or everybody of a directory. */
export type ConsentFor = { readonly account: Account } | { readonly everyoneOf: string };

/**
 * The delegated permissions of Microsoft Graph that an application has with an account, by its own consent or its administrator's.
 * In this directory they are the permission grants that Graph shows.
 */
export function consentedScopes(
    directory: Directory,
    application: StoredApplication,
    account: Account,
): ReadonlySet<string> {
    if (account.tenantId !== directory.tenantId) {
        const keys = [consentKey(application, account.tenantId), consentKey(application, account.tenantId, account.id)];
        return new Set(keys.flatMap((key) => [...(directory.otherConsents.get(key) ?? [])]));
    }
    const client = directory.servicePrincipalWithAppId(application.appId);
    const graph = directory.servicePrincipalWithAppId(microsoftGraphAppId);
    const grants = [...directory.permissionGrants.values()].filter(
        ({ clientId, consentType, principalId, resourceId }) =>
            clientId === client?.id &&
            resourceId === graph?.id &&
            (consentType === "AllPrincipals" || principalId === account.id),
    );
    return new Set(grants.flatMap(({ scope }) => words(scope)));
}

/** Adds to what was consented to. In this directory an application that has no service principal gets one by it. */
export function consent(
    directory: Directory,
    application: StoredApplication,
    whom: ConsentFor,
    scopes: readonly string[],
): void {
    const tenantId = "account" in whom ? whom.account.tenantId : whom.everyoneOf;
    const principalId = "account" in whom ? whom.account.id : null;
    if (tenantId !== directory.tenantId) {
        const key = consentKey(application, tenantId, principalId ?? undefined);
        directory.otherConsents.set(key, new Set([...(directory.otherConsents.get(key) ?? []), ...scopes]));
        return;
    }
    const client = servicePrincipalFor(directory, application);
    const graph = directory.servicePrincipalWithAppId(microsoftGraphAppId);
    if (graph === undefined) throw new Error("Microsoft Graph's service principal is seeded first");
    const id = grantId([client.id, graph.id, ...(principalId === null ? [] : [principalId])]);
    const before = directory.permissionGrants.get(id);
    directory.permissionGrants.set(id, {
        id,
        clientId: client.id,
        consentType: principalId === null ? "AllPrincipals" : "Principal",
        principalId,
        resourceId: graph.id,
        scope: [...new Set([...words(before?.scope ?? ""), ...scopes])].join(" "),
    });
}

/** The application's service principal in this directory; consent makes one where there is none. */
export function servicePrincipalFor(directory: Directory, { appId }: StoredApplication): StoredServicePrincipal {
    const existing = directory.servicePrincipalWithAppId(appId);
    if (existing !== undefined) return existing;
    const made = newServicePrincipal(appId, directory.tenantId);
    directory.servicePrincipals.set(made.id, made);
    return made;
}

function consentKey({ appId }: StoredApplication, tenantId: string, accountId = "everyone"): string {
    return `${appId} ${tenantId} ${accountId}`;
}

function words(scope: string): string[] {
    return scope.split(" ").filter((word) => word !== "");
}
