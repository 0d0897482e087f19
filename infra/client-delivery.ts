/** One value of a client that goes into a key vault, and how apps call it. */
export interface DeliveredValue {
    /** Name of the vault's secret: the client's key and what it is, `portal-client-secret`. Apps refer to it; it never changes. */
    readonly secret: string;

    /** Name of the app's setting, as in the stack's outputs: `AUTH0_CLIENT_SECRET`. */
    readonly setting: string;

    /** Which of the client's values it is. */
    readonly source: ValueSource;

    /** What it is, for people who look into the vault. */
    readonly contentType: string;
}

export type ValueSource =
    | "clientId"
    | "clientSecret"
    | "apiClientId"
    | "domain"
    | "audience"
    | "myAccountAudience"
    | "connections"
    | "connectScopes";

/** A client whose credentials are delivered. */
export interface DeliverableClient {
    /** Key of the client in the settings. */
    readonly key: string;

    /** `web`: the app itself; `spa`: its API, because a browser keeps no secret. */
    readonly kind: "web" | "spa";

    /** Whether it has a secret: with `private_key_jwt` there is none. */
    readonly hasSecret: boolean;
}

/**
 * What a client's app needs, one value a secret: an Azure app's setting refers to one secret and cannot look inside it.
 */
export function deliveredValues({ key, kind, hasSecret }: DeliverableClient): DeliveredValue[] {
    const own = kind === "web" ? webValues : apiValues;
    return own
        .filter(({ source }) => hasSecret || source !== "clientSecret")
        .map(({ name, ...value }) => ({ secret: `${key}-${name}`, ...value }));
}

interface NamedValue extends Omit<DeliveredValue, "secret"> {
    readonly name: string;
}

const sharedValues: readonly NamedValue[] = [
    { name: "domain", setting: "AUTH0_DOMAIN", source: "domain", contentType: "Auth0 domain" },
    { name: "connections", setting: "AUTH0_CONNECTIONS", source: "connections", contentType: "names of connections" },
    {
        name: "connect-scopes",
        setting: "AUTH0_CONNECT_SCOPES",
        source: "connectScopes",
        contentType: "application/json: scopes to ask for when a user connects an account, by connection",
    },
];

const webValues: readonly NamedValue[] = [
    { name: "client-id", setting: "AUTH0_CLIENT_ID", source: "clientId", contentType: "Auth0 client id" },
    {
        name: "client-secret",
        setting: "AUTH0_CLIENT_SECRET",
        source: "clientSecret",
        contentType: "Auth0 client secret",
    },
    {
        name: "my-account-audience",
        setting: "AUTH0_MY_ACCOUNT_AUDIENCE",
        source: "myAccountAudience",
        contentType: "audience of the My Account API",
    },
    ...sharedValues,
];

const apiValues: readonly NamedValue[] = [
    { name: "api-client-id", setting: "AUTH0_API_CLIENT_ID", source: "apiClientId", contentType: "Auth0 client id" },
    {
        name: "api-client-secret",
        setting: "AUTH0_API_CLIENT_SECRET",
        source: "clientSecret",
        contentType: "Auth0 client secret",
    },
    { name: "api-audience", setting: "AUTH0_AUDIENCE", source: "audience", contentType: "audience of the API" },
    ...sharedValues,
];
