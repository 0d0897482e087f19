import type { ClientAsFound, ConnectionAsFound } from "../../catalogue/as-found.ts";
import type { ClientAssertionAlgorithm, MicrosoftStrategy } from "../../catalogue/auth0.ts";
import type { AzurePrincipalType } from "../../catalogue/azure.ts";
import type { SignInAudience } from "../../catalogue/microsoft.ts";

/**
 * One stack's settings after reading: checked as a whole, every default filled in. In the stack file they are the keys
 * `microsoft-connection:auth0`, `microsoft-connection:connections` and so on; what has a default may be left out there.
 */
export interface Settings {
    /** The Auth0 tenant, and the domain everything else is derived from. */
    auth0: Auth0Settings;

    /** The Microsoft Entra directory that holds the app registrations. */
    microsoft: MicrosoftSettings;

    /**
     * Keeps connections, app registrations, clients and APIs from being replaced or destroyed.
     * @default false
     */
    protect: boolean;

    /**
     * Who decides which clients a connection is enabled for: `additive` adds this stack's clients to those that others
     * linked, `exclusive` makes this stack's list the only one, `handover` is the step between the two.
     * @default "additive"
     */
    linking: "additive" | "handover" | "exclusive";

    /**
     * Longest time in days from a client secret's issue to its end.
     * @default 180
     */
    secretLifetimeDays: number;

    /** The Microsoft connections by logical name; renaming one replaces it, unless its `formerKeys` has the old name. */
    connections: Record<string, ConnectionSettings>;

    /**
     * The linked applications by logical name; renaming one replaces it, unless its `formerKeys` has the old name.
     * @default none
     */
    clients: Record<string, ClientSettings>;

    /**
     * The Azure key vault that gets the clients' credentials.
     * @default none does
     */
    keyVault?: KeyVaultSettings;
}

/** A key vault, and who reads what is put into it. */
export interface KeyVaultSettings {
    /**
     * `create` makes the vault here; `existing` takes one that is there, and manages nothing of it but the secrets.
     * @default "create"
     */
    mode: "create" | "existing";

    /** Azure subscription that holds it. */
    subscriptionId: string;

    /** Resource group that holds it; it has to be there. */
    resourceGroup: string;

    /** Name of the vault, unique in all of Azure. A change replaces it. */
    name: string;

    /** Azure region, with `create`. A change replaces the vault. */
    location?: string;

    /**
     * Public addresses or ranges that may reach it; nobody else may.
     * @default []
     */
    allowedIps: string[];

    /**
     * Whether Microsoft's trusted services pass the network rules.
     * @default "AzureServices"
     */
    bypass: "AzureServices" | "None";

    /** Day the secrets are counted from, `YYYY-MM-DD`. A change writes each of them anew. */
    issued: string;

    /**
     * Days from `issued` to the secrets' end.
     * @default 180
     */
    lifetimeDays: number;

    /**
     * Who may read a client's secrets, by the client's key.
     * @default {}
     */
    readers: Record<string, VaultReader[]>;
}

export interface VaultReader {
    /** Object id of the principal; of a managed identity, its principal id. */
    objectId: string;

    /** @default "ServicePrincipal" */
    type: AzurePrincipalType;
}

export interface Auth0Settings {
    /** Tenant domain, a bare host name: `acme-dev.eu.auth0.com`. */
    domain: string;

    /**
     * Verified custom domain that users sign in on, a bare host name: `login.acme.com`. Never the tenant domain.
     * @default none: users sign in on the tenant domain
     */
    customDomain?: string;

    /**
     * Domains that keep working beside the one in use while a stack moves from one to the other: bare host names.
     * @default []
     */
    cutOverDomains: string[];

    /**
     * The My Account API of each domain: `create` declares it here (it outlives the stack), `adopt` uses the one that is
     * there already and never manages it.
     * @default "create"
     */
    myAccountApi: "create" | "adopt";
}

export interface MicrosoftSettings {
    /** Directory (tenant) ID, a GUID. */
    tenantId: string;

    /**
     * Object ids of the app registrations' owners, besides the deployer.
     * @default []
     */
    owners: string[];
}

/** One connection between Auth0 and Microsoft, and the app registration behind it. */
export interface ConnectionSettings {
    /**
     * `windowslive`: anyone with a Microsoft account. `waad`: people of an Entra directory.
     * A change replaces the connection, which deletes its users.
     */
    strategy: MicrosoftStrategy;

    /**
     * Auth0's name of the connection. A change replaces the connection, which deletes its users.
     * @default the connection's key
     */
    name: string;

    /**
     * Text on the sign-in button.
     * @default "Microsoft"
     */
    displayName: string;

    /**
     * Name of the app registration, shown on Microsoft's consent screen.
     * @default displayName (name)
     */
    appName: string;

    /**
     * `waad` only: address of the sign-in button's icon.
     * @default none: Auth0's Microsoft logo
     */
    iconUrl?: string;

    /**
     * `waad` only: whether the sign-in page shows a button; without one, people get here by their e-mail domain.
     * @default true
     */
    showAsButton: boolean;

    /**
     * `waad` only, and required there unless `commonEndpoint`: domain of the directory, `contoso.onmicrosoft.com`.
     * @default none
     */
    directory?: string;

    /**
     * `waad` only: e-mail domains whose people are led to this connection.
     * @default []
     */
    domainAliases: string[];

    /**
     * `waad` only: people of any directory sign in, through Microsoft's common endpoint.
     * @default false
     */
    commonEndpoint: boolean;

    /**
     * Accounts the app registration is for, in Microsoft's words.
     * @default windowslive: "AzureADandPersonalMicrosoftAccount"; waad: "AzureADMyOrg", with commonEndpoint "AzureADMultipleOrgs"; with appRegistration, that of the shared one
     */
    signInAudience: SignInAudience;

    /**
     * Key of the connection whose multi-tenant app registration this one shares. Its client secret is shared with it.
     * @default none: an app registration of its own
     */
    appRegistration?: string;

    /** Microsoft Graph permissions by name, such as `User.Read`: registered, and the most an app may ask for. */
    scopes: string[];

    /**
     * Users sign in with it.
     * @default true
     */
    signIn: boolean;

    /**
     * Linked apps get Microsoft Graph tokens for the user (Token Vault). Needs the scope `offline_access`.
     * @default true
     */
    tokenVault: boolean;

    /**
     * `waad` only: grants all scopes for everyone in the directory of the app registration.
     * @default false
     */
    adminConsent: boolean;

    /**
     * `waad` for one directory only: object ids of the users and groups that may sign in. Not empty means: nobody else.
     * @default []
     */
    assignedTo: string[];

    /**
     * Auth0 Organizations the connection is enabled for, by name or by id (`org_…`).
     * @default []
     */
    organizations: string[];

    /**
     * `waad` only: what Auth0 reads of a user, under Auth0's names.
     * @default ["basic_profile"]
     */
    attributes: string[];

    /**
     * `waad` only: most groups that are read of a user.
     * @default none: Auth0's limit
     */
    maxGroups?: number;

    /**
     * `waad` only: the claim that identifies a user. A change makes every user a new one.
     * @default "oid", with commonEndpoint "sub"
     */
    userIdAttribute: "oid" | "sub";

    /**
     * `waad` only: whether Auth0 takes Microsoft's e-mail addresses as verified.
     * @default "never_set_emails_as_verified"
     */
    emailVerification: "never_set_emails_as_verified" | "always_set_emails_as_verified";

    /**
     * When a user's root attributes are taken over from Microsoft.
     * @default "on_each_login"
     */
    syncUserProfile: "on_each_login" | "on_first_login" | "never_on_login";

    /**
     * Parameters sent along to Microsoft: a fixed value, or the name of the parameter at `/authorize` it is copied from.
     * @default {}
     */
    upstreamParams: Record<string, UpstreamParam>;

    /** The client secret's two slots; required, except with `appRegistration`. */
    clientSecret?: ClientSecretSettings;

    /**
     * After an adoption: what of the app registration, its service principal and its consent stays as it was found, and is not managed.
     * @default []
     */
    asFound: ConnectionAsFound[];

    /**
     * Earlier keys of this connection: a renamed key keeps its resources.
     * @default []
     */
    formerKeys: string[];
}

export type UpstreamParam = { value: string } | { alias: string };

/** To rotate: renew the idle slot, make it active, deploy. */
export interface ClientSecretSettings {
    /** Slot whose secret Auth0 uses; `existing`: the connection keeps the secret that it has, which no slot made. */
    active: SecretSlotName | "existing";

    /** @default {} */
    slots: Partial<Record<SecretSlotName, SecretSlot>>;
}

export type SecretSlotName = "a" | "b";

export interface SecretSlot {
    /** Day the secret is made, `YYYY-MM-DD`. A change makes a new secret. */
    issued: string;

    /** Moment it ends, `YYYY-MM-DDTHH:MM:SSZ`; a mere day stands for its start. A change makes a new secret. */
    ends: string;
}

export type ClientSettings = WebClientSettings | SpaClientSettings | ExistingClientSettings;

/** What every application has that is linked to connections. */
export interface LinkedClient {
    /**
     * Keys of the connections it uses.
     * @default the only connection; required where there are several
     */
    connections: string[];

    /**
     * Scopes it asks for when a user connects an account; a subset of its connections'.
     * @default all scopes of its connections
     */
    scopes: string[];

    /**
     * Earlier keys of this application: a renamed key keeps its client id.
     * @default []
     */
    formerKeys: string[];

    /**
     * After an adoption: what stays as it was found, and is not managed.
     * @default []
     */
    asFound: ClientAsFound[];
}

/** A web application with a back end, which exchanges its refresh token for a Microsoft Graph token. */
export interface WebClientSettings extends LinkedClient {
    kind: "web";

    /** Auth0's name of the application. */
    name: string;

    /**
     * Auth0's description of it.
     * @default which stack manages it
     */
    description?: string;

    /** Addresses that users may be sent back to after signing in. */
    callbacks: string[];

    /**
     * Addresses that users may be sent to after signing out.
     * @default []
     */
    logoutUrls: string[];

    /**
     * Origins that may sign users in silently.
     * @default []
     */
    webOrigins: string[];

    /**
     * How it proves itself to Auth0.
     * @default "client_secret_post"
     */
    authentication: "client_secret_post" | "client_secret_basic" | "private_key_jwt";

    /**
     * `private_key_jwt`: its public keys, one, or two while it moves from one to the other.
     * @default []
     */
    publicKeys: PublicKeySettings[];

    /**
     * When its refresh tokens end.
     * @default they do not end
     */
    refreshToken?: { lifetimeDays: number; idleDays: number };
}

export interface PublicKeySettings {
    /** What people call the key. */
    name: string;

    /** The public key, as PEM or as a JWK in JSON. */
    key: string;

    /**
     * What the application signs with.
     * @default "RS256"
     */
    algorithm: ClientAssertionAlgorithm;
}

/** A single-page application with its API, which exchanges the access token it is called with for a Microsoft Graph token. */
export interface SpaClientSettings extends LinkedClient {
    kind: "spa";

    /** Auth0's name of the application. */
    name: string;

    /**
     * Auth0's description of it.
     * @default which stack manages it
     */
    description?: string;

    /** Addresses that users may be sent back to after signing in. */
    callbacks: string[];

    /**
     * Addresses that users may be sent to after signing out.
     * @default []
     */
    logoutUrls: string[];

    /** Origins the application is served from. */
    webOrigins: string[];
    api: ApiSettings;
}

export interface ApiSettings {
    /** Audience of the API's access tokens. A change replaces the API, and the client that acts for it. */
    identifier: string;

    /**
     * Auth0's name of the API.
     * @default the application's name and "API"
     */
    name: string;

    /**
     * The API's own scopes, each with its description.
     * @default {}
     */
    scopes: Record<string, string>;
}

/** An application that is declared elsewhere: it is linked, and nothing else of it is touched. */
export interface ExistingClientSettings extends LinkedClient {
    kind: "existing";

    /** Its client id. */
    clientId: string;
}
