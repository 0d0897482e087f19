import type { AzureSeed } from "../../sandbox/azure/azure.ts";
import type { Person } from "../../sandbox/microsoft/directory.ts";
import type { Settings } from "../../stacks/settings/settings.ts";

/** What Azure holds before a stack with a key vault, so that its settings can be true. */
export interface AzureWorldSeed {
    /** Absent where the stack has no key vault. */
    readonly seed?: AzureSeed;

    /** Users and groups who read secrets. */
    readonly people: readonly Person[];

    /** What is taken for granted, a sentence each. */
    readonly assumptions: readonly string[];
}

/** The emptiest subscription in which a stack's key vault can be made, or is there already. */
export function azureSeed({ keyVault }: Settings): AzureWorldSeed {
    if (keyVault === undefined) return { people: [], assumptions: [] };
    const { name, resourceGroup, location = "westeurope", subscriptionId, mode } = keyVault;
    const readers = new Map(Object.values(keyVault.readers).flatMap((list) => list.map((one) => [one.objectId, one])));
    const identities = [...readers.values()].filter(({ type }) => type === "ServicePrincipal");
    const people = [...readers.values()].filter(({ type }) => type !== "ServicePrincipal");
    const [address] = keyVault.allowedIps.map((range) => range.replace(/\/.*$/, ""));

    return {
        seed: {
            subscriptionId,
            resourceGroups: [{ name: resourceGroup, location }],
            vaults: mode === "existing" ? [{ name, resourceGroup }] : [],
            identities: identities.map(({ objectId }) => objectId),
            ...(address === undefined ? {} : { callerAddress: address }),
        },
        people: people.map(({ objectId, type }, index) => ({
            id: objectId,
            type: type === "Group" ? "group" : "user",
            displayName: `Reader ${index + 1}`,
        })),
        assumptions: [
            `subscription ${subscriptionId} has resource group ${resourceGroup}, where the deployer may make vaults and give roles`,
            ...(mode === "existing" ? [`key vault ${name} exists and is decided on by roles`] : []),
            ...[...readers.keys()].map((id) => `reader ${id} exists in the directory`),
            ...(address === undefined
                ? []
                : [`this machine has the public address ${address}, which the vault lets in`]),
        ],
    };
}
