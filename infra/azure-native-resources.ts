/**
 * What is used of @pulumi/azure-native, file by file: its root loads five hundred files. Only a stack with a key vault imports this
 * one, and only when it comes to it, so that no other stack starts later for it.
 */
export { getClientConfig } from "@pulumi/azure-native/authorization/getClientConfig.js";
export { RoleAssignment } from "@pulumi/azure-native/authorization/roleAssignment.js";
export { getVault } from "@pulumi/azure-native/keyvault/getVault.js";
export { Secret } from "@pulumi/azure-native/keyvault/secret.js";
export { Vault } from "@pulumi/azure-native/keyvault/vault.js";
