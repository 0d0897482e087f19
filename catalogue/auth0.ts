/** Grant type of the Token Vault exchange (Auth0, "Configure Token Vault"). */
export const tokenVaultGrantType = "urn:auth0:params:oauth:grant-type:token-exchange:federated-connection-access-token";

/** Name that Auth0 gives the My Account API, whatever name is asked for. */
export const myAccountApiName = "Auth0 My Account API";

/** Scopes of the My Account API that an app needs to connect, list and remove a user's accounts; sorted. */
export const connectedAccountsScopes = [
    "create:me:connected_accounts",
    "delete:me:connected_accounts",
    "read:me:connected_accounts",
] as const;

/** Auth0's two strategies for Microsoft: the social "Microsoft Account" and the enterprise "Entra ID". */
export const microsoftStrategies = ["windowslive", "waad"] as const;

/** Strategy of a Microsoft connection. */
export type MicrosoftStrategy = (typeof microsoftStrategies)[number];

/**
 * The option that Auth0 turns on in every `windowslive` connection, asked for or not; a program that leaves it out
 * shows a difference at the next refresh.
 */
export const forcedWindowsliveOption = "signin";

/** Attributes that a `waad` connection can ask of Microsoft, under the names the provider knows; others are dropped in silence. */
export const waadAttributes = [
    "basic_profile",
    "ext_admin",
    "ext_agreed_terms",
    "ext_assigned_plans",
    "ext_groups",
    "ext_is_suspended",
    "ext_nested_groups",
    "ext_profile",
] as const;

/** Attribute of a `waad` connection. */
export type WaadAttribute = (typeof waadAttributes)[number];

/** Values of an upstream parameter's `alias` (Auth0, "Pass parameters to identity providers"). */
export const upstreamParamAliases = [
    "acr_values",
    "audience",
    "client_id",
    "display",
    "id_token_hint",
    "login_hint",
    "max_age",
    "prompt",
    "resource",
    "response_mode",
    "response_type",
    "ui_locales",
] as const;

/** Management API scopes that a deployment of this project needs, and no more; sorted. */
export const deployerManagementScopes = [
    "create:client_grants",
    "create:clients",
    "create:connections",
    "create:organization_connections",
    "create:resource_servers",
    "delete:client_grants",
    "delete:clients",
    "delete:connections",
    "delete:organization_connections",
    "delete:resource_servers",
    "read:client_credentials",
    "read:client_grants",
    "read:client_keys",
    "read:clients",
    "read:connections",
    "read:connections_options",
    "read:custom_domains",
    "read:organization_connections",
    "read:organizations",
    "read:resource_servers",
    "read:tenant_settings",
    "update:client_grants",
    "update:client_keys",
    "update:clients",
    "update:connections",
    "update:connections_options",
    "update:organization_connections",
    "update:resource_servers",
] as const;

/** Management API scopes that it takes to look: for previews, drift and the doctor; sorted. */
export const readerManagementScopes = [
    "read:client_credentials",
    "read:client_grants",
    "read:client_keys",
    "read:clients",
    "read:connections",
    "read:connections_options",
    "read:custom_domains",
    "read:logs",
    "read:mfa_policies",
    "read:organization_connections",
    "read:organizations",
    "read:resource_servers",
    "read:tenant_settings",
] as const;

/** What a deployment needs besides where a client signs in with a key of its own (`private_key_jwt`); sorted. */
export const publicKeyManagementScopes = [
    "create:client_credentials",
    "delete:client_credentials",
    "update:client_credentials",
] as const;

/** What a client may sign its assertions with (`private_key_jwt`). */
export const clientAssertionAlgorithms = ["RS256", "RS384", "PS256"] as const;
export type ClientAssertionAlgorithm = (typeof clientAssertionAlgorithms)[number];
