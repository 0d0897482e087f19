import { type SignInAudience, signInAudiences } from "../catalogue/microsoft.ts";
import { appDomain, callbackUrl, listedDomains, myAccountAudience } from "../infra/auth0-domains.ts";
import { secretUri, vaultUri } from "../infra/key-vault-ids.ts";
import { connectScopes } from "../infra/scopes.ts";
import { at, mapped } from "./by-key.ts";
import { daysAfter } from "./settings/dates.ts";
import { deliveredClients } from "./settings/delivered-clients.ts";
import type {
    ClientSettings,
    ConnectionSettings,
    KeyVaultSettings,
    SecretSlot,
    SecretSlotName,
    Settings,
} from "./settings/settings.ts";

/** Ids that the clouds gave to what was deployed, by the keys of the settings. */
export interface DeployedIds {
    readonly connections: Readonly<Record<string, { readonly connectionId: string; readonly entraClientId: string }>>;

    /** `apiClientId`: what the API of a single-page app exchanges tokens with. */
    readonly clients: Readonly<Record<string, { readonly clientId: string; readonly apiClientId?: string }>>;
}

export interface ConnectionOutput {
    readonly id: string;

    /** What apps pass as `connection`. */
    readonly name: string;

    readonly strategy: string;

    /** Client id of the app registration. */
    readonly entraClientId: string;

    /** Where an administrator of the directory consents for everyone in it; absent where nobody has to. */
    readonly adminConsentUrl?: string;

    readonly signIn: boolean;
    readonly tokenVault: boolean;

    /** Whose accounts can sign in, in Microsoft's words. */
    readonly signInAudience: SignInAudience;

    /** People of any directory come through Microsoft's common endpoint; otherwise `waad` has one `directory`. */
    readonly commonEndpoint: boolean;
    readonly directory?: string;

    /** Everything the app registration registers, by Microsoft's names. */
    readonly scopes: readonly string[];

    /** The stack has consented for everyone in the directory of the app registration. */
    readonly adminConsent: boolean;

    /** Object ids of the users and groups who can sign in; everyone when empty. */
    readonly assignedTo: readonly string[];

    /** Absent where the app registration is another connection's. */
    readonly secretSlots?: Readonly<Partial<Record<SecretSlotName, SecretSlot & { readonly active: boolean }>>>;

    /** The connection keeps a secret that no slot made; nothing here knows when it ends. */
    readonly keepsExistingSecret?: true;
}

export interface ClientOutput {
    readonly kind: ClientSettings["kind"];

    /** Absent where it has a client secret, or is of another team. */
    readonly authentication?: "private_key_jwt";
    readonly clientId: string;
    readonly apiClientId?: string;

    /** Where Auth0 sends users back to; absent for an application of another team. */
    readonly callbacks?: readonly string[];

    /** Names of the connections it is linked to. */
    readonly connections: readonly string[];

    /** What it asks for when a user connects the account, by name of the connection. */
    readonly connectScopes: Readonly<Record<string, readonly string[]>>;

    /** What to put into its settings; its secret is in the output `clientSecrets`. */
    readonly settings: Readonly<Record<string, string>>;
}

export interface KeyVaultOutput {
    readonly name: string;
    readonly uri: string;

    /** Moment the secrets in it end. */
    readonly ends: string;

    /** By client, and by the name of its setting: what the setting refers to, without a version. */
    readonly references: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** What a person needs to know after `pulumi up`; no secret is in here. */
export interface StackOutputs {
    readonly redirectUris: readonly string[];
    readonly myAccountAudience: string;

    /** The tenant's own domain, whichever one the apps use. */
    readonly auth0Domain: string;

    /** Directory (tenant) ID of the app registrations. */
    readonly microsoftTenantId: string;

    /** Who decides on the clients of the connections. */
    readonly linking: Settings["linking"];
    readonly connections: Readonly<Record<string, ConnectionOutput>>;
    readonly clients: Readonly<Record<string, ClientOutput>>;

    /** Absent where the stack has no key vault. */
    readonly keyVault?: KeyVaultOutput;
}

/** The outputs that are known before anything is deployed. */
export function domainOutputs({
    auth0,
    linking,
    microsoft,
}: Settings): Pick<
    StackOutputs,
    "redirectUris" | "myAccountAudience" | "auth0Domain" | "microsoftTenantId" | "linking"
> {
    return {
        redirectUris: listedDomains(auth0).map(callbackUrl),
        myAccountAudience: myAccountAudience(appDomain(auth0)),
        auth0Domain: auth0.domain,
        microsoftTenantId: microsoft.tenantId,
        linking,
    };
}

/** What to know about each connection. */
export function connectionOutputs(
    { connections }: Settings,
    ids: DeployedIds["connections"],
): Record<string, ConnectionOutput> {
    return mapped(connections, (connection, key) => {
        const { connectionId, entraClientId } = at(ids, key);
        const { clientSecret, name, signIn, strategy, tokenVault } = connection;
        const consent = adminConsentUrl(connection, entraClientId);
        return {
            id: connectionId,
            name,
            strategy,
            entraClientId,
            ...(consent === undefined ? {} : { adminConsentUrl: consent }),
            signIn,
            tokenVault,
            signInAudience: connection.signInAudience,
            commonEndpoint: connection.commonEndpoint,
            ...(connection.directory === undefined ? {} : { directory: connection.directory }),
            scopes: connection.scopes,
            adminConsent: connection.adminConsent,
            assignedTo: connection.assignedTo,
            ...(clientSecret === undefined
                ? {}
                : {
                      secretSlots: mapped(clientSecret.slots, (slot, slotName) => ({
                          ...slot,
                          active: slotName === clientSecret.active,
                      })),
                      ...(clientSecret.active === "existing" ? { keepsExistingSecret: true as const } : {}),
                  }),
        };
    });
}

/** What to know about each client, and to put into its settings. */
export function clientOutputs(settings: Settings, ids: DeployedIds["clients"]): Record<string, ClientOutput> {
    return mapped(settings.clients, (client, key) => {
        const { clientId, apiClientId } = at(ids, key);
        const linked = client.connections.map((connection) => at(settings.connections, connection));
        return {
            kind: client.kind,
            ...(client.kind === "web" && client.authentication === "private_key_jwt"
                ? { authentication: client.authentication }
                : {}),
            clientId,
            ...(apiClientId === undefined ? {} : { apiClientId }),
            ...(client.kind === "existing" ? {} : { callbacks: client.callbacks }),
            connections: linked.map(({ name }) => name),
            connectScopes: Object.fromEntries(
                linked
                    .filter(({ tokenVault }) => tokenVault)
                    .map(({ name, scopes }) => [name, connectScopes(scopes, client.scopes)]),
            ),
            settings: {
                AUTH0_DOMAIN: appDomain(settings.auth0),
                AUTH0_CLIENT_ID: clientId,
                ...(client.kind === "spa" ? { AUTH0_AUDIENCE: client.api.identifier } : {}),
                ...(apiClientId === undefined ? {} : { AUTH0_API_CLIENT_ID: apiClientId }),
                // Without offline_access an app gets no refresh token, and Token Vault has nothing to exchange.
                AUTH0_SCOPE: "openid profile email offline_access",
                AUTH0_MY_ACCOUNT_AUDIENCE: myAccountAudience(appDomain(settings.auth0)),
                AUTH0_CONNECTIONS: linked.map(({ name }) => name).join(" "),
            },
        };
    });
}

/** Where apps find what the key vault has of them; no value is in here. */
export function keyVaultOutput(settings: Settings, { name, issued, lifetimeDays }: KeyVaultSettings): KeyVaultOutput {
    return {
        name,
        uri: vaultUri(name),
        ends: daysAfter(issued, lifetimeDays),
        references: mapped(deliveredClients(settings), (values) =>
            Object.fromEntries(values.map(({ setting, secret }) => [setting, secretUri(name, secret)])),
        ),
    };
}

/** Personal accounts have no administrator, and where the stack itself has granted the scopes nobody needs the link. */
function adminConsentUrl(connection: ConnectionSettings, entraClientId: string): string | undefined {
    const { adminConsent, directory, signInAudience } = connection;
    const { otherDirectories } = signInAudiences[signInAudience];
    if (signInAudience === "PersonalMicrosoftAccount" || (adminConsent && !otherDirectories)) return undefined;
    return `https://login.microsoftonline.com/${directory ?? "organizations"}/adminconsent?client_id=${entraClientId}`;
}
