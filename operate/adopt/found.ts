/** What both clouds have of a stack that is to be adopted; no secret is in here. */
export interface Found {
    /** By key of the stack file; undefined where there is no such thing. */
    readonly connections: Readonly<Record<string, FoundConnection | undefined>>;

    /** By key of the stack file; undefined where there is no such thing. */
    readonly clients: Readonly<Record<string, FoundClient | undefined>>;

    /** Ids of the APIs of the tenant, by identifier. */
    readonly apis: Readonly<Record<string, string>>;

    /** What was asked for and is ambiguous or misnamed, a sentence each. */
    readonly problems: readonly string[];
}

/** A connection at Auth0, and the app registration behind it. */
export interface FoundConnection {
    readonly id: string;
    readonly name: string;
    readonly strategy: string;
    readonly displayName: string;
    readonly signIn: boolean;
    readonly tokenVault: boolean;
    readonly showAsButton: boolean | undefined;

    /** Its options but the client secret, under Auth0's names. */
    readonly options: Readonly<Record<string, unknown>>;

    /** Client ids it is enabled for. */
    readonly enabledClients: readonly string[];
    readonly organizations: readonly { readonly id: string; readonly name: string }[];

    /** Undefined where the directory has no application with the client id of its options. */
    readonly application: FoundApplication | undefined;
}

export interface FoundApplication {
    readonly objectId: string;
    readonly clientId: string;
    readonly displayName: string;
    readonly signInAudience: string;

    /** Ids of Microsoft Graph's delegated permissions that it asks for. */
    readonly permissionIds: readonly string[];
    readonly clientSecrets: readonly FoundSecret[];

    /** Undefined where the directory has none for it. */
    readonly servicePrincipal: FoundServicePrincipal | undefined;
}

export interface FoundSecret {
    readonly keyId: string;
    readonly displayName: string;
    readonly ends: string;

    /** Whether it begins like the one that the connection has: Microsoft tells no more of it. */
    readonly inUse: boolean;
}

export interface FoundServicePrincipal {
    readonly objectId: string;
    readonly assignmentRequired: boolean;
    readonly assignments: readonly { readonly id: string; readonly principalId: string; readonly appRoleId: string }[];

    /** Consent for everyone to scopes of Microsoft Graph. */
    readonly consent: { readonly id: string; readonly scopes: readonly string[] } | undefined;
}

export interface FoundClient {
    readonly clientId: string;
    readonly name: string;
    readonly description: string;
    readonly appType: string;
    readonly callbacks: readonly string[];
    readonly logoutUrls: readonly string[];
    readonly webOrigins: readonly string[];

    /** `none`, `client_secret_post`, `client_secret_basic`, `private_key_jwt`. */
    readonly authentication: string;
    readonly refreshToken: FoundRefreshToken | undefined;

    /** Its user grants for APIs: id by audience. */
    readonly grants: Readonly<Record<string, string>>;

    /** Of a single-page application: its API, and the client that exchanges tokens for it. */
    readonly api?: FoundApi | undefined;
}

export interface FoundRefreshToken {
    readonly expirationType: string;
    readonly tokenLifetime: number | undefined;
    readonly idleTokenLifetime: number | undefined;
}

export interface FoundApi {
    readonly id: string;
    readonly identifier: string;
    readonly name: string;
    readonly scopes: Readonly<Record<string, string>>;
    readonly clientId: string | undefined;
}
