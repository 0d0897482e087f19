/**
 * What is used of @pulumi/auth0, file by file: imported from an ES module, the package's root loads every one of its files.
 */
export { Client, type ClientArgs } from "@pulumi/auth0/client.js";
export { ClientCredentials } from "@pulumi/auth0/clientCredentials.js";
export { ClientGrant } from "@pulumi/auth0/clientGrant.js";
export { Connection, type ConnectionArgs } from "@pulumi/auth0/connection.js";
export { ConnectionClient } from "@pulumi/auth0/connectionClient.js";
export { ConnectionClients } from "@pulumi/auth0/connectionClients.js";
export { getClient } from "@pulumi/auth0/getClient.js";
export { getClientGrants } from "@pulumi/auth0/getClientGrants.js";
export { getClients } from "@pulumi/auth0/getClients.js";
export { getConnection } from "@pulumi/auth0/getConnection.js";
export { getCustomDomains } from "@pulumi/auth0/getCustomDomains.js";
export { getOrganization } from "@pulumi/auth0/getOrganization.js";
export { getResourceServer } from "@pulumi/auth0/getResourceServer.js";
export { getTenant } from "@pulumi/auth0/getTenant.js";
export { OrganizationConnection } from "@pulumi/auth0/organizationConnection.js";
export { ResourceServer } from "@pulumi/auth0/resourceServer.js";
export { ResourceServerScopes } from "@pulumi/auth0/resourceServerScopes.js";
