import type { AzurePrincipalType } from "../../catalogue/azure.ts";

/** A key vault as the sandbox keeps it. */
export interface StoredVault {
    readonly id: string;
    readonly name: string;
    readonly resourceGroup: string;
    readonly location: string;
    readonly tags: Readonly<Record<string, string>>;
    readonly properties: VaultProperties;
    readonly created: string;
    readonly updated: string;

    /** Object id of whoever made it; nobody where it was there before. */
    readonly createdBy?: string;
    readonly deleted?: string;

    /** There before any stack. */
    readonly isSeed?: boolean;

    /** Secrets by name in small letters. */
    readonly secrets: Map<string, StoredSecret>;

    /** Secrets that were deleted softly. */
    readonly deletedSecrets: Map<string, StoredSecret>;
}

/** A key vault's properties in Resource Manager's words. */
export interface VaultProperties {
    readonly tenantId: string;
    readonly sku: { readonly family: "A"; readonly name: "standard" | "premium" };
    readonly accessPolicies: readonly [];
    readonly enabledForDeployment: boolean;
    readonly enabledForDiskEncryption?: boolean;
    readonly enabledForTemplateDeployment?: boolean;
    readonly enableSoftDelete: boolean;
    readonly softDeleteRetentionInDays: number;
    readonly enableRbacAuthorization: boolean;
    readonly enablePurgeProtection?: true;
    readonly networkAcls?: NetworkRules;
    readonly publicNetworkAccess: string;
}

export interface NetworkRules {
    readonly bypass: "AzureServices" | "None";
    readonly defaultAction: "Allow" | "Deny";
    readonly ipRules: readonly { readonly value: string }[];
    readonly virtualNetworkRules: readonly { readonly id: string }[];
}

/** A secret with all its versions, the newest last. */
export interface StoredSecret {
    readonly name: string;
    readonly versions: readonly SecretVersion[];

    /** Moment it was deleted. */
    readonly deleted?: number;
}

export interface SecretVersion {
    readonly version: string;
    readonly value: string;
    readonly contentType?: string;
    readonly tags: Readonly<Record<string, string>>;
    readonly enabled: boolean;

    /** Seconds since 1970, as all times of it. */
    readonly exp?: number;
    readonly nbf?: number;
    readonly created: number;
    readonly updated: number;
}

/** A role that a principal has on a scope and on everything in it. */
export interface StoredRoleAssignment {
    readonly id: string;
    readonly name: string;
    readonly scope: string;
    readonly roleId: string;
    readonly principalId: string;
    readonly principalType: AzurePrincipalType;
    readonly description?: string;
    readonly createdOn: string;
    readonly updatedOn: string;

    /** There before any stack. */
    readonly isSeed?: boolean;
}
