import { randomBytes, randomUUID } from "node:crypto";
import { Agent } from "node:https";
import { AuthorizationManagementClient } from "@azure/arm-authorization";
import { KeyVaultManagementClient } from "@azure/arm-keyvault";
import type { TokenCredential } from "@azure/core-auth";
import { SecretClient, type SecretClientOptions } from "@azure/keyvault-secrets";
import { ProxyAgent, fetch as undiciFetch } from "undici";
import type { AzureSeed } from "../../../sandbox/azure/azure.ts";
import type { Directory } from "../../../sandbox/microsoft/directory.ts";
import { newApplication, newServicePrincipal } from "../../../sandbox/microsoft/objects.ts";
import { startWorld, type World } from "../../../sandbox/world.ts";

export const subscriptionId = "3d1b8f52-6c40-4a97-9e2d-5b7f0c8a1e64";
export const tenantId = "0f7e2c4a-3b5d-4e8f-9a1c-6d2b8e4f7a90";
export const group = "rg-identity";

type PipelinePolicy = NonNullable<SecretClientOptions["additionalPolicies"]>[number]["policy"];

/** An application with a client secret, whose tokens Azure takes. */
export interface App {
    readonly clientId: string;
    readonly clientSecret: string;
    readonly objectId: string;
}

/** Ways into a sandbox's Azure, through its proxy over TLS. */
export interface AzureClients {
    /** Microsoft's own SDKs, signed in as an application. */
    vaults(as: App): KeyVaultManagementClient;
    roles(as: App): AuthorizationManagementClient;
    secrets(as: App, vault: string): SecretClient;

    /** A request as it is; `token` goes into the `Authorization` header. */
    ask(
        method: string,
        url: string,
        token?: string,
        body?: object,
    ): Promise<{ status: number; body: unknown; headers: Headers }>;

    /** A token of Microsoft's login. */
    token(as: App, scope: string): Promise<string>;
    close(): Promise<void>;
}

/** A sandbox with an Azure subscription. */
export interface AzureWorld extends AzureClients {
    readonly world: World;
    readonly deployer: App;

    /** An application without any role. */
    readonly app: App;
}

export async function startAzureWorld(seed: Partial<AzureSeed> = {}): Promise<AzureWorld> {
    const deployer = { clientId: randomUUID(), clientSecret: randomBytes(16).toString("hex"), objectId: randomUUID() };
    const world = await startWorld({
        tenant: {
            domain: "acme-dev.eu.auth0.com",
            customDomains: [],
            deployer: { clientId: "deployer", clientSecret: "auth0-secret" },
        },
        directory: { tenantId, domain: "acme.onmicrosoft.com", deployer },
        azure: { subscriptionId, resourceGroups: [{ name: group, location: "westeurope" }], ...seed },
    });
    const clients = azureClients(world);
    return {
        ...clients,
        world,
        deployer,
        app: addApp(world.directory),
        close: async () => {
            await clients.close();
            await world.close();
        },
    };
}

export function azureClients(world: World): AzureClients {
    const dispatcher = new ProxyAgent({ uri: world.proxyUrl, requestTls: { ca: world.caPem } });
    // The SDKs' own settings for a proxy ignore those for TLS.
    const agent = new Agent({ ca: world.caPem, proxyEnv: { HTTPS_PROXY: world.proxyUrl } });
    const throughProxy: PipelinePolicy = {
        name: "through the sandbox's proxy",
        sendRequest: (request, next) => {
            request.agent = agent;
            return next(request);
        },
    };
    const sdk = {
        additionalPolicies: [{ policy: throughProxy, position: "perRetry" as const }],
        retryOptions: { maxRetries: 0 },
    };

    const ask: AzureClients["ask"] = async (method, url, token, body) => {
        const response = await undiciFetch(url, {
            method,
            dispatcher,
            headers: {
                ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
                ...(body === undefined ? {} : { "content-type": "application/json" }),
            },
            body: body === undefined ? null : JSON.stringify(body),
        });
        const text = await response.text();
        return {
            status: response.status,
            body: text === "" ? undefined : JSON.parse(text),
            headers: response.headers as unknown as Headers,
        };
    };
    const token: AzureClients["token"] = async ({ clientId, clientSecret }, scope) => {
        const response = await undiciFetch(
            `https://login.microsoftonline.com/${world.directory.tenantId}/oauth2/v2.0/token`,
            {
                method: "POST",
                dispatcher,
                body: new URLSearchParams({
                    grant_type: "client_credentials",
                    client_id: clientId,
                    client_secret: clientSecret,
                    scope,
                }),
            },
        );
        const { access_token: accessToken } = (await response.json()) as { access_token?: string };
        if (accessToken === undefined) throw new Error(`no token for ${scope}`);
        return accessToken;
    };
    const credential = (as: App): TokenCredential => ({
        getToken: async (scopes) => ({
            token: await token(as, Array.isArray(scopes) ? String(scopes[0]) : String(scopes)),
            expiresOnTimestamp: Date.now() + 3_000_000,
        }),
    });

    const subscription = world.azure?.subscriptionId ?? "";
    return {
        vaults: (as) => new KeyVaultManagementClient(credential(as), subscription, sdk),
        roles: (as) => new AuthorizationManagementClient(credential(as), subscription, sdk),
        secrets: (as, vault) => new SecretClient(`https://${vault}.vault.azure.net`, credential(as), sdk),
        ask,
        token,
        close: async () => {
            agent.destroy();
            await dispatcher.close();
        },
    };
}

/** An application with a client secret in a directory. @param objectId of its service principal, where that is there already */
export function addApp(directory: Directory, objectId: string = randomUUID()): App {
    const [clientId, clientSecret] = [randomUUID(), randomBytes(16).toString("hex")];
    const now = directory.clock.now();
    const password = {
        customKeyIdentifier: null,
        displayName: null,
        endDateTime: "2299-12-31T00:00:00Z",
        hint: null,
        keyId: randomUUID(),
        secretText: null,
        startDateTime: "2020-01-01T00:00:00Z",
    };
    const application = {
        ...newApplication("App", directory.domain, now.toISOString()),
        appId: clientId,
        passwordCredentials: [password],
    };
    directory.applications.set(application.id, application);
    directory.keepSecret(password, clientSecret, new Date(0));
    directory.servicePrincipals.set(objectId, { ...newServicePrincipal(clientId, directory.tenantId), id: objectId });
    return { clientId, clientSecret, objectId };
}
