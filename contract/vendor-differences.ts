import type { Difference } from "./vendor/comparison.ts";
import type { RouteDifference } from "./vendor/openapi-comparison.ts";

/** A difference from recorded Auth0 that is meant, or that is the recording's. */
export interface OnPurpose {
    /** Routes it is seen at, as a start of their paths below /api/v2; of any method where none is said. */
    readonly route: string;
    readonly method?: string;
    readonly kind: Difference["kind"];

    /** Where in the reply; a `*` stands for anything. */
    readonly path: string;

    /** Text that the recorded side must contain. */
    readonly recorded?: string;

    /** Only in recordings up to this version of go-auth0; those without a version are older or of its second generation. */
    readonly upTo?: string;

    /** Only in recordings from this version on. */
    readonly from?: string;

    /** Only in recordings of this tenant. */
    readonly tenant?: string;
    readonly reason: string;
}

const database = "a database connection's; the sandbox serves Microsoft's, which have no sign-up";
const purposes = "recorded before connections had purposes (2025); every reply of 2026 shows them";
const access = "recorded before APIs had subject_type_authorization (2025); every later reply shows it";
const rewritten = "go-auth0's recorder writes clients and APIs anew: with a secret in every one, or without";
const settings =
    "what the recorded tenant's team has set, or its age; the sandbox's is a new tenant nobody has changed";
const itsStruct = "go-auth0's struct of that time has no such field, so its recorder lost it";

/** Every difference on purpose. `npm run contract:vendor` ends with exit code 1 for any other. */
export const onPurpose: readonly OnPurpose[] = [
    { route: "/connections", kind: "extra key", path: "*authentication", upTo: "1.20.0", reason: purposes },
    { route: "/connections", kind: "extra key", path: "*connected_accounts", upTo: "1.20.0", reason: purposes },
    {
        route: "/connections",
        kind: "extra key",
        path: "enabled_clients",
        from: "1.45.0",
        reason: "in 2026-07 and -08 recorded with it and without it; apps are told to read /connections/{id}/clients",
    },
    {
        route: "/connections",
        kind: "extra key",
        path: "*options.*URL",
        reason: "options of another strategy, put into the tenant as its creation showed them, with `null`",
    },
    {
        route: "/connections",
        method: "POST",
        kind: "status",
        path: "",
        recorded: "201",
        upTo: "1.18.0",
        reason: "`enabled_clients` in a creation; Auth0 refuses it since 2026-02 (auth0-deploy-cli#1294)",
    },
    {
        route: "/connections/{id}",
        method: "DELETE",
        kind: "status",
        path: "",
        reason: "how long a deletion goes on is Auth0's business; the sandbox's is over at once unless a test says otherwise",
    },
    {
        route: "/organizations/{id}/connections",
        kind: "missing key",
        path: "*is_signup_enabled",
        reason: database,
    },
    {
        route: "/organizations/{id}/enabled_connections",
        kind: "missing key",
        path: "*is_signup_enabled",
        reason: database,
    },
    { route: "/organizations/{id}/connections", kind: "status", path: "", recorded: "201", reason: database },
    { route: "/organizations/{id}/enabled_connections", kind: "status", path: "", recorded: "20", reason: database },
    {
        route: "/organizations/{id}/enabled_connections",
        kind: "status",
        path: "",
        recorded: "400 Only database connections",
        reason: database,
    },
    {
        route: "/organizations/{id}/enabled_connections",
        kind: "value",
        path: "limit",
        upTo: "1.4.1",
        reason: "in 2024 the length of the page stood there",
    },
    {
        route: "/organizations",
        method: "GET",
        kind: "status",
        path: "",
        recorded: "200",
        reason: "include_client_association_for: newer than the published document, and than the provider in use",
    },
    {
        route: "/resource-servers",
        kind: "extra key",
        path: "subject_type_authorization",
        upTo: "1.26.0",
        reason: access,
    },
    {
        route: "/resource-servers",
        kind: "extra key",
        path: "signing_secret",
        tenant: "go-auth0-dev",
        reason: rewritten,
    },
    {
        route: "/resource-servers",
        kind: "extra key",
        path: "token_encryption.encryption_key.thumbprint_sha256",
        tenant: "go-auth0-dev",
        reason: itsStruct,
    },
    {
        route: "/client-grants",
        kind: "extra key",
        path: "subject_type",
        upTo: "1.20.0",
        reason: "recorded before grants had a subject_type (2025)",
    },
    { route: "/clients", kind: "missing key", path: "client_secret", tenant: "go-auth0-dev", reason: rewritten },
    { route: "/clients", kind: "extra key", path: "client_secret", upTo: "1.0.0", reason: rewritten },
    {
        route: "/clients",
        method: "GET",
        kind: "extra key",
        path: "client_secret",
        from: "1.46.0",
        reason: "recorded with a token that may not read secrets",
    },
    { route: "/clients", kind: "extra key", path: "cross_origin_authentication", upTo: "1.9.0", reason: itsStruct },
    {
        route: "/clients",
        kind: "missing key",
        path: "cross_origin_auth",
        upTo: "1.9.0",
        reason: "the older name, no longer sent",
    },
    { route: "/clients", kind: "extra key", path: "clients[].tenant", from: "1.0.0", reason: itsStruct },
    { route: "/clients", kind: "extra key", path: "external_*", reason: itsStruct },
    {
        route: "/clients",
        kind: "missing key",
        path: "async_approval_notification_channels",
        upTo: "1.31.0",
        reason: "in late 2025 every new client had it; none of 2026 has",
    },
    {
        route: "/clients",
        kind: "extra key",
        path: "jwt_configuration.*",
        from: "1.47.0",
        reason: "recorded once (2026-08) as an empty object; everywhere else with its defaults",
    },
    {
        route: "/clients",
        method: "POST",
        kind: "status",
        path: "",
        recorded: "400",
        reason: "the profiles that my_organization_configuration names are not served, so nothing refuses a wrong one",
    },
    {
        route: "/clients/{client_id}/credentials",
        kind: "missing key",
        path: "*expires_at",
        recorded: "null",
        upTo: "1.0.0",
        reason: "in 2023 an expiry that is none was shown as `null`; since then it is left out",
    },
    {
        route: "/custom-domains",
        kind: "missing key",
        path: "next",
        reason: "the recorded list goes on after the page that the cassette shows",
    },
    ...(["missing key", "extra key", "missing item", "value"] as const).map((kind) => ({
        route: "/tenants/settings",
        kind,
        path: "*",
        reason: settings,
    })),
];

/** A difference from Auth0's OpenAPI documents that is meant. */
export interface PublishedOnPurpose {
    /** Start of the paths, as the document has them; any where none is said. */
    readonly route?: string;
    readonly method?: string;
    readonly kind: RouteDifference["kind"];

    /** Where; a `*` stands for anything. */
    readonly path: string;
    readonly reason: string;
}

const newer = "newer than the document: the types of auth0@7.1.0 have it";
const strict = "Auth0 keeps keys that nobody knows; the sandbox refuses them, so that a misspelt one is seen";
const alsoRecorded = "recorded: real Auth0 takes it";
const unlooked = "what is in add-ons and certificates is not looked at; a client with certificates is a 501";

/** Every difference on purpose from the documents. */
export const publishedOnPurpose: readonly PublishedOnPurpose[] = [
    {
        route: "/connections",
        kind: "missing property",
        path: "enabled_clients",
        reason: "Auth0 refuses it since 2026-02",
    },
    { route: "/connections", kind: "extra property", path: "cross_app_access_resource_app", reason: alsoRecorded },
    { route: "/connections", kind: "extra property", path: "connected_accounts.allow_missing_user_id", reason: newer },
    { route: "/connections", kind: "enum", path: "strategy", reason: newer },
    {
        route: "/connections/{id}/clients",
        kind: "maxItems",
        path: "",
        reason: 'fifty: the document says it in words, "the limit per PATCH request is 50 clients"',
    },
    { kind: "open", path: "*", reason: strict },
    {
        route: "/clients",
        kind: "extra property",
        path: "client_secret",
        reason: "the provider sends it with a creation",
    },
    { route: "/clients", kind: "extra property", path: "*", reason: newer },
    { route: "/clients", kind: "minLength", path: "name", reason: alsoRecorded },
    { route: "/clients", kind: "required", path: "addons.*", reason: unlooked },
    { route: "/clients", kind: "type", path: "addons.oag", reason: unlooked },
    { route: "/clients", kind: "required", path: "client_authentication_methods.*", reason: unlooked },
    { route: "/clients", method: "PATCH", kind: "type", path: "*", reason: alsoRecorded },
    {
        route: "/clients",
        method: "POST",
        kind: "type",
        path: "*_login.*",
        reason: "the published types take `null` in a creation too",
    },
    {
        route: "/clients",
        kind: "minLength",
        path: "token_exchange.*",
        reason: "an enumeration without an empty text refuses it anyway",
    },
    { route: "/clients/{client_id}/credentials", kind: "parameter", path: "*", reason: alsoRecorded },
    { route: "/client-grants", kind: "enum", path: "subject_type", reason: newer },
    { route: "/resource-servers", kind: "parameter", path: "fields", reason: alsoRecorded },
    {
        route: "/resource-servers",
        kind: "type",
        path: "authorization_details[]",
        reason: "the document says nothing of it; what is no object, the provider's client could not read back",
    },
    { route: "/resource-servers", kind: "extra property", path: "token_lifetime_for_web", reason: alsoRecorded },
    {
        route: "/resource-servers",
        kind: "extra property",
        path: "verificationLocation",
        reason: "the provider can send it",
    },
    { route: "/resource-servers", kind: "extra property", path: "*", reason: newer },
    { route: "/resource-servers", kind: "maxItems", path: "scopes", reason: "Auth0's entity limits say 1000" },
    {
        route: "/users/{id}/identities",
        kind: "enum",
        path: "provider",
        reason: "an unknown provider is told as one that is not configured",
    },
    {
        route: "/users/{id}/identities",
        kind: "pattern",
        path: "connection_id",
        reason: "told as a connection that is not configured",
    },
    {
        route: "/users/{id}/identities",
        kind: "type",
        path: "user_id",
        reason: "the document takes a number too; no identity of Microsoft's is one",
    },
    {
        route: "/clients",
        kind: "reply",
        path: "*token_vault_privileged_access*",
        reason: "recorded since the document: grants, and addresses in two families",
    },
    {
        route: "/connections",
        kind: "reply",
        path: "20*",
        reason: "provisioning_ticket_url: recorded with waad connections of the older identity API",
    },
    {
        route: "/resource-servers",
        kind: "reply",
        path: "*token_encryption.encryption_key",
        reason: "recorded: the key's thumbprint in place of the key, which the document shows back",
    },
    {
        route: "/clients",
        method: "POST",
        kind: "reply",
        path: "201 client_authentication_methods.*",
        reason: "recorded: a creation shows the credentials whole",
    },
    {
        route: "/custom-domains",
        kind: "reply",
        path: "200*",
        reason: "recorded: `created_at` and the method's name in capitals, which the document has not",
    },
    { route: "/connected-accounts", kind: "parameter", path: "take", reason: "its description says 20 at most" },
    {
        route: "/connected-accounts",
        kind: "parameter",
        path: "next",
        reason: "the name of the cursor that replies give",
    },
    { route: "/logs", kind: "parameter", path: "take", reason: "its description says 100 at most" },
    { route: "/logs", kind: "parameter", path: "q", reason: "the name that go-auth0 and Auth0's log search pages use" },
];
