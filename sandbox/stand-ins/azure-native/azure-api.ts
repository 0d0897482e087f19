import { keyVaultDnsSuffix } from "../../../catalogue/azure.ts";
import { azureResourceManagerHost, microsoftLoginHost } from "../../../catalogue/microsoft.ts";
import { jsonOf, send } from "../http.ts";
import type { Patience } from "../patience.ts";
import type { Values } from "../property-values.ts";
import { ProviderError } from "../provider-error.ts";
import { AzureClient } from "./azure-client.ts";

/** What the resources of the azure-native provider work with. */
export interface AzureApi {
    /** Azure Resource Manager. */
    readonly arm: AzureClient;
    readonly patience: Patience;
    readonly clientId: string;
    readonly tenantId: string;
    readonly subscriptionId: string;

    /** Object id of whoever deploys. */
    readonly callerId: string;

    /** A key vault by its name: what Resource Manager cannot do with secrets. */
    vault(name: string): AzureClient;
}

/** Signs in with the provider's settings, or with the environment's: a token for Resource Manager is fetched at once. */
export async function azureApi(
    settings: Values,
    environment: Readonly<Record<string, string | undefined>>,
    patience: Patience,
): Promise<AzureApi> {
    const setting = (name: string): string => String(settings[name] ?? environment[variables[name] ?? ""] ?? "");
    const missing = Object.keys(variables).filter((name) => setting(name) === "");
    if (missing.length > 0) {
        const wanted = missing.map((name) => `${variables[name]} or azure-native:${name}`).join(", ");
        throw new ProviderError(`unable to authenticate to Azure: set ${wanted}`);
    }
    const [clientId, tenantId] = [setting("clientId"), setting("tenantId")];
    const tokenFor = (resource: string) =>
        accessToken(tenantId, {
            client_id: clientId,
            client_secret: setting("clientSecret"),
            grant_type: "client_credentials",
            scope: `${resource}/.default`,
        });
    const resourceManager = `https://${azureResourceManagerHost}`;
    const token = await tokenFor(resourceManager);
    return {
        arm: new AzureClient({ url: resourceManager, token: async () => token, patience }),
        patience,
        clientId,
        tenantId,
        subscriptionId: setting("subscriptionId"),
        callerId: objectIdOf(token),
        vault: (name) =>
            new AzureClient({
                url: `https://${name.toLowerCase()}.${keyVaultDnsSuffix}`,
                token: () => tokenFor(`https://${keyVaultDnsSuffix}`),
                patience,
            }),
    };
}

/** The environment variables that say what the settings leave open. */
const variables: Readonly<Record<string, string>> = {
    subscriptionId: "ARM_SUBSCRIPTION_ID",
    tenantId: "ARM_TENANT_ID",
    clientId: "ARM_CLIENT_ID",
    clientSecret: "ARM_CLIENT_SECRET",
};

async function accessToken(tenantId: string, fields: Record<string, string>): Promise<string> {
    const reply = await send({
        method: "POST",
        url: `https://${microsoftLoginHost}/${tenantId}/oauth2/v2.0/token`,
        headers: { accept: "application/json", "content-type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams(fields).toString(),
    });
    const { access_token: token } = (jsonOf(reply) ?? {}) as { access_token?: unknown };
    if (reply.status < 300 && typeof token === "string") return token;
    throw new ProviderError(`ClientSecretCredential authentication failed: ${reply.status} ${reply.text}`);
}

function objectIdOf(token: string): string {
    const [, payload = ""] = token.split(".");
    const { oid } = JSON.parse(Buffer.from(payload, "base64url").toString()) as { oid?: unknown };
    if (typeof oid === "string") return oid;
    throw new ProviderError("the access token has no `oid` claim, so the caller's object id is not known");
}
