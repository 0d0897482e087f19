import { azureResourceManagerHost, microsoftGraphHost, microsoftLoginHost } from "../../catalogue/microsoft.ts";

/** GET /metadata/endpoints: where Azure's public cloud is, under the real names. */
export const metadataEndpoints = {
    name: "AzureCloud",
    authentication: {
        loginEndpoint: `https://${microsoftLoginHost}`,
        audiences: ["https://management.core.windows.net/", `https://${azureResourceManagerHost}/`],
        tenant: "common",
        identityProvider: "AAD",
    },
    graph: "https://graph.windows.net/",
    graphAudience: "https://graph.windows.net/",
    microsoftGraphResourceId: `https://${microsoftGraphHost}/`,
    portal: "https://portal.azure.com",
    resourceManager: `https://${azureResourceManagerHost}/`,
    suffixes: { keyVaultDns: "vault.azure.net", storage: "core.windows.net" },
} as const;
