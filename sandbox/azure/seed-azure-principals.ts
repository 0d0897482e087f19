import { randomUUID } from "node:crypto";
import type { Directory } from "../microsoft/directory.ts";
import { newServicePrincipal } from "../microsoft/objects.ts";

/** Names under which tokens for Azure Resource Manager are asked for. */
export const resourceManagerNames = [
    "https://management.azure.com",
    "https://management.azure.com/",
    "https://management.core.windows.net",
    "https://management.core.windows.net/",
];

/** Names under which tokens for Key Vault are asked for. */
export const keyVaultNames = ["https://vault.azure.net", "https://vault.azure.net/"];

/** Microsoft's own applications behind Azure, by their client ids, which are the same in every directory. */
const applications = [
    {
        appId: "797f4846-ba00-4fd7-ba43-dac1f8f63013",
        displayName: "Windows Azure Service Management API",
        names: resourceManagerNames,
    },
    { appId: "cfa8b339-82a2-471a-a3c9-0fc0be7a4093", displayName: "Azure Key Vault", names: keyVaultNames },
];

/** Microsoft's own directory, which holds these applications. */
const microsoftServicesTenantId = "f8cdef31-a31e-4b4a-93e4-5f571e91255a";

/**
 * The service principals of Azure's services: a directory with a subscription has them, and gives out tokens for them. And those of
 * apps' managed identities, by their object ids.
 */
export function seedAzurePrincipals(directory: Directory, identities: readonly string[]): void {
    for (const [index, id] of identities.entries()) {
        const identity = {
            ...newServicePrincipal(randomUUID(), directory.tenantId),
            id: id.toLowerCase(),
            displayName: `Identity ${index + 1}`,
            servicePrincipalType: "ManagedIdentity",
        };
        directory.servicePrincipals.set(identity.id, identity);
        directory.system.add(identity.id);
    }
    for (const { appId, displayName, names } of applications) {
        const servicePrincipal = {
            ...newServicePrincipal(appId, microsoftServicesTenantId),
            appDisplayName: displayName,
            displayName,
            servicePrincipalNames: [appId, ...names],
            signInAudience: "AzureADMultipleOrgs",
        };
        directory.servicePrincipals.set(servicePrincipal.id, servicePrincipal);
        directory.system.add(servicePrincipal.id);
    }
}
