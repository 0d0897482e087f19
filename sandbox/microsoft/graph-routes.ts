import { type Access, access } from "./access.ts";
import {
    createAppRoleAssignment,
    deleteAppRoleAssignment,
    getAppRoleAssignment,
    listAppRoleAssignments,
    listAppRolesOf,
} from "./app-role-assignments.ts";
import { addPassword, removePassword } from "./application-passwords.ts";
import {
    createApplication,
    deleteApplication,
    getApplication,
    listApplications,
    setLogo,
    updateApplication,
} from "./applications.ts";
import {
    createFederatedCredential,
    deleteFederatedCredential,
    getFederatedCredential,
    listFederatedCredentials,
    updateFederatedCredential,
} from "./federated-credentials.ts";
import type { GraphHandler } from "./graph-request.ts";
import { addOwner, listOwners, removeOwner } from "./owners.ts";
import {
    createPermissionGrant,
    deletePermissionGrant,
    getPermissionGrant,
    listPermissionGrants,
    updatePermissionGrant,
} from "./permission-grants.ts";
import {
    createServicePrincipal,
    deleteServicePrincipal,
    getServicePrincipal,
    listServicePrincipals,
    updateServicePrincipal,
} from "./service-principals.ts";

export type GraphRoute = readonly [method: string, path: string, access: Access, handler: GraphHandler];

const application = "/applications/:id";
const credential = `${application}/federatedIdentityCredentials/:credentialId`;
const servicePrincipal = "/servicePrincipals/:id";
const assignment = `${servicePrincipal}/appRoleAssignedTo/:assignmentId`;
const grant = "/oauth2PermissionGrants/:id";

/** All that the sandbox serves of Microsoft Graph, under v1.0 and beta alike. */
export const graphRoutes: readonly GraphRoute[] = [
    ["GET", "/applications", access.readApplications, listApplications],
    ["POST", "/applications", access.createApplications, createApplication],
    ["GET", application, access.readApplications, getApplication],
    ["PATCH", application, access.changeApplication, updateApplication],
    ["DELETE", application, access.changeApplication, deleteApplication],
    ["PUT", `${application}/logo`, access.changeApplication, setLogo],
    ["POST", `${application}/addPassword`, access.changeApplication, addPassword],
    ["POST", `${application}/removePassword`, access.changeApplication, removePassword],
    ["GET", `${application}/owners`, access.readApplications, listOwners],
    ["POST", `${application}/owners/$ref`, access.changeApplication, addOwner],
    ["DELETE", `${application}/owners/:ownerId/$ref`, access.changeApplication, removeOwner],
    ["GET", `${application}/federatedIdentityCredentials`, access.readApplications, listFederatedCredentials],
    ["POST", `${application}/federatedIdentityCredentials`, access.changeApplication, createFederatedCredential],
    ["GET", credential, access.readApplications, getFederatedCredential],
    ["PATCH", credential, access.changeApplication, updateFederatedCredential],
    ["DELETE", credential, access.changeApplication, deleteFederatedCredential],

    ["GET", "/servicePrincipals", access.readApplications, listServicePrincipals],
    ["POST", "/servicePrincipals", access.createApplications, createServicePrincipal],
    ["GET", servicePrincipal, access.readApplications, getServicePrincipal],
    ["PATCH", servicePrincipal, access.changeApplication, updateServicePrincipal],
    ["DELETE", servicePrincipal, access.changeApplication, deleteServicePrincipal],
    ["GET", `${servicePrincipal}/owners`, access.readApplications, listOwners],
    ["POST", `${servicePrincipal}/owners/$ref`, access.changeApplication, addOwner],
    ["DELETE", `${servicePrincipal}/owners/:ownerId/$ref`, access.changeApplication, removeOwner],
    ["GET", `${servicePrincipal}/appRoleAssignedTo`, access.readApplications, listAppRoleAssignments],
    ["GET", `${servicePrincipal}/appRoleAssignments`, access.readApplications, listAppRolesOf],
    ["POST", `${servicePrincipal}/appRoleAssignedTo`, access.changeAppRoleAssignments, createAppRoleAssignment],
    ["GET", assignment, access.readApplications, getAppRoleAssignment],
    ["DELETE", assignment, access.changeAppRoleAssignments, deleteAppRoleAssignment],

    ["GET", "/oauth2PermissionGrants", access.readPermissionGrants, listPermissionGrants],
    ["POST", "/oauth2PermissionGrants", access.changePermissionGrants, createPermissionGrant],
    ["GET", grant, access.readPermissionGrants, getPermissionGrant],
    ["PATCH", grant, access.changePermissionGrants, updatePermissionGrant],
    ["DELETE", grant, access.changePermissionGrants, deletePermissionGrant],
];
