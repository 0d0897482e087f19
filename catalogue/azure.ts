/** What every key vault's host name ends in: `kv-acme.vault.azure.net`. */
export const keyVaultDnsSuffix = "vault.azure.net";

/** Ids of Azure's built-in roles, the same in every directory (Microsoft, "Azure built-in roles"). */
export const azureRoles = {
    Owner: "8e3af657-a8ff-443c-a75c-2fe8c4bcb635",
    Contributor: "b24988ac-6180-42a0-ab88-20f7382dd24c",
    Reader: "acdd72a7-3385-48ef-bd42-f606fba81ae7",
    "Role Based Access Control Administrator": "f58310d9-a9f6-439a-9e8d-f62e7b41a168",
    "Key Vault Secrets Officer": "b86a8fe4-44ce-4948-aee5-eccb2c155cd7",
    "Key Vault Secrets User": "4633458b-17de-408a-b874-0445c86b69e6",
} as const;

/** Name of one of Azure's built-in roles. */
export type AzureRole = keyof typeof azureRoles;

/** Whom Azure gives roles to. */
export const azurePrincipalTypes = ["ServicePrincipal", "Group", "User"] as const;
export type AzurePrincipalType = (typeof azurePrincipalTypes)[number];

/** Days that a vault made here keeps what was deleted: the longest there is. */
export const vaultRetentionDays = 90;

/** Client id of Azure's own command line, the same everywhere: whoever signs in with it is a person. */
export const azureCliAppId = "04b07795-8ddb-461a-bbee-02f9e1bf7b46";
