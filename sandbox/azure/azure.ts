import { randomUUID } from "node:crypto";
import { type AzureRole, azureRoles } from "../../catalogue/azure.ts";
import type { Directory } from "../microsoft/directory.ts";
import type { Clock } from "../service/clock.ts";
import type { InventoryItem } from "../service/inventory.ts";
import { azureInventory } from "./inventory.ts";
import type { StoredRoleAssignment, StoredVault } from "./objects.ts";
import { newVault } from "./resource-manager/new-vault.ts";
import { seedAzurePrincipals } from "./seed-azure-principals.ts";

/** What an Azure subscription holds before any stack. */
export interface AzureSeed {
    readonly subscriptionId: string;
    readonly resourceGroups: readonly { readonly name: string; readonly location: string }[];

    /** Vaults that are there already, decided on by roles and open to every address. @default none */
    readonly vaults?: readonly { readonly name: string; readonly resourceGroup: string }[];

    /** Managed identities of apps, by their object ids. @default none */
    readonly identities?: readonly string[];

    /** The deployer's roles on the subscription. @default `deployerRoles` */
    readonly deployerRoles?: readonly AzureRole[];

    /** Public address that every caller has: a vault's network rules go by it. @default 203.0.113.10 */
    readonly callerAddress?: string;
}

/** What a deployment with a key vault needs in Azure: to make vaults, to give roles on them, and to delete secrets again. */
export const deployerRoles: readonly AzureRole[] = [
    "Contributor",
    "Role Based Access Control Administrator",
    "Key Vault Secrets Officer",
];

/** One Azure subscription of a directory: its key vaults and the roles on them. Keys are in small letters, as Azure compares them. */
export class Azure {
    readonly directory: Directory;
    readonly clock: Clock;
    readonly subscriptionId: string;
    readonly callerAddress: string;

    /** Names as they were given, by name. */
    readonly resourceGroups = new Map<string, { readonly name: string; readonly location: string }>();

    /** By name: a vault's is unique in all of Azure. */
    readonly vaults = new Map<string, StoredVault>();

    /** Deleted softly, by name. */
    readonly deletedVaults = new Map<string, StoredVault>();

    /** By id. */
    readonly roleAssignments = new Map<string, StoredRoleAssignment>();

    constructor(seed: AzureSeed, directory: Directory, deployerId: string, clock: Clock) {
        this.directory = directory;
        this.clock = clock;
        this.subscriptionId = seed.subscriptionId.toLowerCase();
        this.callerAddress = seed.callerAddress ?? "203.0.113.10";
        seedAzurePrincipals(directory, seed.identities ?? []);
        for (const group of seed.resourceGroups) this.resourceGroups.set(group.name.toLowerCase(), group);
        for (const { name, resourceGroup } of seed.vaults ?? []) this.seedVault(name, resourceGroup);
        for (const role of seed.deployerRoles ?? deployerRoles) this.seedRole(role, deployerId.toLowerCase());
    }

    /** What exists here, for people to read; of secrets names and ends only. */
    inventory(): InventoryItem[] {
        return azureInventory(this);
    }

    /** The vault with a host name such as `kv-acme.vault.azure.net`. */
    vaultAt(hostName: string): StoredVault | undefined {
        const [name = "", ...rest] = hostName.toLowerCase().split(".");
        return rest.join(".") === "vault.azure.net" ? this.vaults.get(name) : undefined;
    }

    private seedVault(name: string, groupName: string): void {
        const group = this.resourceGroups.get(groupName.toLowerCase());
        if (group === undefined) throw new Error(`resource group ${groupName} of vault ${name} is not seeded`);
        const vault = newVault(this, { name, resourceGroup: group.name, location: group.location }, { isSeed: true });
        this.vaults.set(name.toLowerCase(), vault);
    }

    private seedRole(role: AzureRole, principalId: string): void {
        const scope = `/subscriptions/${this.subscriptionId}`;
        const name = randomUUID();
        const id = `${scope}/providers/Microsoft.Authorization/roleAssignments/${name}`;
        const now = this.clock.now().toISOString();
        this.roleAssignments.set(id.toLowerCase(), {
            id,
            name,
            scope,
            roleId: azureRoles[role],
            principalId,
            principalType: "ServicePrincipal",
            createdOn: now,
            updatedOn: now,
            isSeed: true,
        });
    }
}
