import * as types from "../../policies/resource-types.ts";
import { type Declared, idOf, type Props } from "./verdicts.ts";

const tokenVault = "urn:auth0:params:oauth:grant-type:token-exchange:federated-connection-access-token";
const audience = "https://login.acme.example/me/";
const scopes = ["create:me:connected_accounts", "delete:me:connected_accounts", "read:me:connected_accounts"];

/** One resource of each kind, as it should be. */
export const good = {
    application: {
        displayName: "Acme Login",
        signInAudience: "AzureADandPersonalMicrosoftAccount",
        owners: ["4b8e6f21-9d37-4c5a-8e12-f3a7b9c0d4e6", "0d9a6c55-1f42-4d38-9b7e-2c5e8f1a3b64"],
        api: { requestedAccessTokenVersion: 2 },
        web: {
            redirectUris: ["https://login.acme.example/login/callback"],
            implicitGrant: { accessTokenIssuanceEnabled: false, idTokenIssuanceEnabled: false },
        },
        requiredResourceAccesses: [
            {
                resourceAppId: "00000003-0000-0000-c000-000000000000",
                // User.Read and Calendars.Read.
                resourceAccesses: [
                    { id: "e1fe6dd8-ba31-4d61-89e7-88639da4683d", type: "Scope" },
                    { id: "465a38f9-76ea-45b9-9f34-9e8b0d4b0b42", type: "Scope" },
                ],
            },
        ],
    },
    applicationPassword: {
        applicationId: idOf("login"),
        displayName: "slot a, issued 2026-11-02",
        startDate: "2026-11-02T00:00:00Z",
        endDate: "2027-05-01T00:00:00Z",
    },
    servicePrincipal: { clientId: idOf("login"), useExisting: false },
    connection: {
        name: "microsoft",
        strategy: "windowslive",
        authentication: { active: true },
        connectedAccounts: { active: true },
        options: {
            clientId: idOf("login"),
            clientSecret: "a client secret",
            strategyVersion: 2,
            scopes: ["graph_calendars", "graph_user", "offline_access", "signin"],
        },
    },
    client: {
        name: "Acme Portal",
        appType: "regular_web",
        isFirstParty: true,
        oidcConformant: true,
        callbacks: ["https://portal.acme.example/auth/callback"],
        grantTypes: ["authorization_code", "refresh_token", tokenVault],
        refreshToken: {
            rotationType: "non-rotating",
            expirationType: "non-expiring",
            policies: [{ audience, scopes }],
        },
    },
    spa: {
        name: "Acme Planner",
        appType: "spa",
        isFirstParty: true,
        oidcConformant: true,
        callbacks: ["https://planner.acme.example"],
        grantTypes: ["authorization_code", "refresh_token"],
        refreshToken: { rotationType: "rotating", expirationType: "expiring", policies: [{ audience, scopes }] },
    },
    apiClient: {
        name: "Planner API",
        appType: "resource_server",
        oidcConformant: true,
        isFirstParty: true,
        grantTypes: [tokenVault],
    },
    clientCredentials: { clientId: idOf("portal"), authenticationMethod: "client_secret_post" },
    clientGrant: { clientId: idOf("portal"), audience, subjectType: "user", scopes },
    connectionClient: { connectionId: idOf("microsoft"), clientId: idOf("portal") },
    resourceServer: { name: "Planner API", identifier: "https://api.planner.acme.example" },
    vault: {
        properties: {
            enableRbacAuthorization: true,
            enablePurgeProtection: true,
            enableSoftDelete: true,
            softDeleteRetentionInDays: 90,
            networkAcls: { defaultAction: "Deny", bypass: "AzureServices" },
        },
    },
    vaultSecret: { properties: { value: "a client secret", attributes: { expires: 1_809_129_600 } } },
} satisfies Record<string, Props>;

/** A whole program that every rule lets pass: its people sign in to one web app. */
export function goodProgram(changes: Changes = {}): Declared[] {
    const { more = [], without = [], ...changed } = changes;
    const all: Record<string, Declared> = {
        login: { type: types.Application.token, props: good.application },
        "login-a": { type: types.ApplicationPassword.token, props: good.applicationPassword },
        "login-b": {
            type: types.ApplicationPassword.token,
            props: { ...good.applicationPassword, startDate: "2026-08-03T00:00:00Z", endDate: "2027-01-30T00:00:00Z" },
        },
        "login-principal": { type: types.ServicePrincipal.token, props: good.servicePrincipal },
        microsoft: { type: types.Connection.token, props: good.connection },
        "my-account": {
            type: types.ResourceServer.token,
            props: { identifier: audience, name: "Auth0 My Account API" },
        },
        portal: { type: types.Client.token, props: good.client },
        "portal-credentials": { type: types.ClientCredentials.token, props: good.clientCredentials },
        "portal-grant": { type: types.ClientGrant.token, props: good.clientGrant },
        "microsoft-portal": { type: types.ConnectionClient.token, props: good.connectionClient },
        vault: { type: types.Vault.token, props: good.vault },
        "vault-portal": { type: types.VaultSecret.token, props: good.vaultSecret },
    };
    const named = Object.entries(all)
        .filter(([name]) => !without.includes(name))
        .map(([name, resource]) => ({
            ...resource,
            name,
            ...changed.options?.[name],
            props: changed.props?.[name] ?? resource.props ?? {},
        }));
    return [...named, ...more];
}

export interface Changes {
    /** Properties that stand in for a resource's, by its name. */
    readonly props?: Readonly<Record<string, Props>>;

    /** Options of a resource, by its name. */
    readonly options?: Readonly<Record<string, Pick<Declared, "protect" | "ignoreChanges">>>;

    /** Names of resources that are not there. */
    readonly without?: readonly string[];

    readonly more?: readonly Declared[];
}

/** An object with one property, however deep, another: `changed(client, "refreshToken.rotationType", "rotating")`. */
export function changed(props: Props, path: string, value: unknown): Props {
    const [key = "", ...rest] = path.split(".");
    const inner = rest.length === 0 ? value : changed((props[key] ?? {}) as Props, rest.join("."), value);
    if (!Array.isArray(props)) return { ...props, [key]: inner };
    return Object.assign([...props], { [key]: inner }) as unknown as Props;
}
