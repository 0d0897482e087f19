import { azureCliAppId } from "../catalogue/azure.ts";
import { getClientConfig, getVault } from "../infra/azure-native-resources.ts";
import type { VaultPrincipal } from "../infra/key-vault.ts";
import { saysNotFound } from "../infra/not-there-yet.ts";
import type { Looked } from "./lookups.ts";
import { providerText } from "./provider-refusals.ts";
import { setCommand } from "./settings/key-path.ts";
import type { Problem } from "./settings/problem.ts";
import type { KeyVaultSettings } from "./settings/settings.ts";

/** Azure's data sources. */
export interface AzureSources {
    readonly getClientConfig: () => Promise<ClientConfig>;
    readonly getVault: (args: {
        resourceGroupName: string;
        vaultName: string;
    }) => Promise<{ readonly properties: { readonly enableRbacAuthorization?: boolean } }>;
}

/** What the provider says of its credentials. */
interface ClientConfig {
    readonly clientId: string;
    readonly objectId: string;
    readonly subscriptionId: string;
    readonly tenantId: string;
}

/** What is looked up in Azure. */
export interface AzureFound {
    /** Whoever deploys. */
    readonly deployer: VaultPrincipal;
}

/** Compares the key vault's settings with the subscription that the credentials are for. */
export async function lookUpKeyVault(
    keyVault: KeyVaultSettings,
    tenantId: string,
    sources: AzureSources = { getClientConfig, getVault },
): Promise<Looked<AzureFound>> {
    try {
        const config = await sources.getClientConfig();
        const elsewhere = wrongPlace(keyVault, tenantId, config);
        if (elsewhere.length > 0) return { problems: elsewhere };
        const problems = keyVault.mode === "create" ? [] : await wrongVault(keyVault, sources);
        return problems.length > 0 ? { problems } : { value: { deployer: deployerOf(config) }, problems: [] };
    } catch (error) {
        return { problems: [refusal(keyVault, providerText(error))] };
    }
}

function deployerOf({ clientId, objectId }: ClientConfig): VaultPrincipal {
    return { objectId, type: clientId === azureCliAppId ? "User" : "ServicePrincipal" };
}

function wrongPlace({ subscriptionId }: KeyVaultSettings, tenantId: string, config: ClientConfig): Problem[] {
    return [
        ...(config.subscriptionId === subscriptionId
            ? []
            : [
                  {
                      key: "keyVault.subscriptionId",
                      given: `"${subscriptionId}", and the provider works in subscription ${config.subscriptionId}`,
                      allowed: "the subscription that the provider works in",
                      fix: `set ARM_SUBSCRIPTION_ID=${subscriptionId}, or: pulumi config set azure-native:subscriptionId ${subscriptionId}`,
                  },
              ]),
        ...(config.tenantId === tenantId
            ? []
            : [
                  {
                      key: "credentials for Azure",
                      given: `credentials of directory ${config.tenantId}`,
                      allowed: `credentials of directory ${tenantId}, whose principals the vault lets in`,
                      fix: `set ARM_TENANT_ID=${tenantId}, or: pulumi config set azure-native:tenantId ${tenantId}`,
                  },
              ]),
    ];
}

async function wrongVault(keyVault: KeyVaultSettings, { getVault: ask }: AzureSources): Promise<Problem[]> {
    const { name, resourceGroup } = keyVault;
    const { properties } = await ask({ resourceGroupName: resourceGroup, vaultName: name });
    if (properties.enableRbacAuthorization === true) return [];
    return [
        {
            key: "keyVault.name",
            given: `"${name}", a vault with access policies`,
            allowed: "a vault whose readers are decided by role assignments",
            fix: `az keyvault update --name ${name} --enable-rbac-authorization true`,
        },
    ];
}

/** What Azure's refusal means for the person who runs the stack. */
function refusal({ name, resourceGroup, subscriptionId }: KeyVaultSettings, text: string): Problem {
    if (saysNotFound(text) || /ResourceNotFound|ResourceGroupNotFound/.test(text)) {
        return {
            key: "keyVault.name",
            given: `"${name}", which is not in resource group ${resourceGroup} (${text})`,
            allowed: "the name of a vault that exists",
            fix: `az keyvault list --resource-group ${resourceGroup} shows those that do; to make it here: ${setCommand(["keyVault", "mode"], "create")}`,
        };
    }
    return {
        key: "credentials for Azure",
        given: text,
        allowed: `credentials that may see subscription ${subscriptionId}, with the roles that docs/key-vault.md lists`,
        fix: `set ARM_SUBSCRIPTION_ID=${subscriptionId}, ARM_TENANT_ID, ARM_CLIENT_ID and ARM_CLIENT_SECRET`,
    };
}
