/**
 * What is used of @pulumi/azuread, file by file: imported from an ES module, the package's root loads every one of its files.
 */
export { Application } from "@pulumi/azuread/application.js";
export { ApplicationPassword } from "@pulumi/azuread/applicationPassword.js";
export { AppRoleAssignment } from "@pulumi/azuread/appRoleAssignment.js";
export { getApplication } from "@pulumi/azuread/getApplication.js";
export { getClientConfig } from "@pulumi/azuread/getClientConfig.js";
export { getServicePrincipal } from "@pulumi/azuread/getServicePrincipal.js";
export { ServicePrincipal } from "@pulumi/azuread/servicePrincipal.js";
export { ServicePrincipalDelegatedPermissionGrant } from "@pulumi/azuread/servicePrincipalDelegatedPermissionGrant.js";
