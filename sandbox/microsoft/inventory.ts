import type { InventoryItem } from "../service/inventory.ts";
import type { Directory } from "./directory.ts";
import type {
    StoredApplication,
    StoredAppRoleAssignment,
    StoredPassword,
    StoredPermissionGrant,
    StoredServicePrincipal,
} from "./objects.ts";

/** Everything in a directory, for people to read: kinds in a fixed order, within a kind as it was created. */
export function inventoryOf(directory: Directory): InventoryItem[] {
    const applications = [...directory.applications.values()];
    const items: Item[] = [
        ...applications.map(appRegistration),
        ...[...directory.servicePrincipals.values()].map((principal) => servicePrincipalItem(directory, principal)),
        ...applications.flatMap((application) =>
            application.passwordCredentials.map((secret) => clientSecret(application, secret)),
        ),
        ...[...directory.permissionGrants.values()].map((grant) => permissionGrant(directory, grant)),
        ...[...directory.appRoleAssignments.values()].map((assignment) => appRoleAssignment(directory, assignment)),
    ];
    return items.map(({ objectId, ...item }) => (directory.system.has(objectId) ? { ...item, system: true } : item));
}

interface Item extends InventoryItem {
    readonly objectId: string;
}

function appRegistration(application: StoredApplication): Item {
    const { id, appId, displayName, signInAudience, requiredResourceAccess, web } = application;
    const permissions = requiredResourceAccess.flatMap(({ resourceAccess }) => resourceAccess ?? []).length;
    const redirectUris = web.redirectUris ?? [];
    return {
        kind: "app registration",
        name: displayName,
        id: appId,
        detail: [signInAudience, counted(permissions, "permission"), ...redirectUris].join(", "),
        objectId: id,
    };
}

function servicePrincipalItem(directory: Directory, principal: StoredServicePrincipal): Item {
    const { id, accountEnabled, appRoleAssignmentRequired } = principal;
    const detail = [
        ...(accountEnabled === false ? ["sign-in off"] : []),
        ...(appRoleAssignmentRequired === true ? ["assignment required"] : []),
    ].join(", ");
    const item = { kind: "service principal", name: directory.nameOf(principal), id, objectId: id };
    return detail === "" ? item : { ...item, detail };
}

function clientSecret(application: StoredApplication, secret: StoredPassword): Item {
    return {
        kind: "client secret",
        name: secret.displayName ?? "(no name)",
        id: secret.keyId,
        detail: `of ${application.displayName}, ends ${secret.endDateTime}`,
        objectId: secret.keyId,
    };
}

function permissionGrant(directory: Directory, grant: StoredPermissionGrant): Item {
    const { id, clientId, resourceId, consentType, principalId, scope } = grant;
    const whom = consentType === "AllPrincipals" ? "everyone" : nameOf(directory, principalId ?? "");
    return {
        kind: "delegated permission grant",
        name: `${nameOf(directory, clientId)} to ${nameOf(directory, resourceId)}`,
        id,
        detail: `for ${whom}: ${scope.trim()}`,
        objectId: id,
    };
}

function appRoleAssignment(directory: Directory, assignment: StoredAppRoleAssignment): Item {
    const { id, appRoleId, principalId, principalType, resourceId } = assignment;
    const roles = directory.servicePrincipals.get(resourceId)?.appRoles ?? [];
    const role = roles.find((one) => one.id === appRoleId)?.value ?? "default access";
    return {
        kind: "app role assignment",
        name: `${nameOf(directory, principalId)} to ${nameOf(directory, resourceId)}`,
        id,
        detail: `${principalType}, ${role}`,
        objectId: id,
    };
}

function nameOf(directory: Directory, id: string): string {
    return directory.principal(id)?.displayName ?? id;
}

function counted(count: number, what: string): string {
    return `${count} ${what}${count === 1 ? "" : "s"}`;
}
