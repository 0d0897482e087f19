/** Grant type of the Token Vault exchange (Auth0, "Configure Token Vault"). */
export const tokenVaultGrantType = "urn:auth0:params:oauth:grant-type:token-exchange:federated-connection-access-token";

/** Scopes of the My Account API that an app needs to connect, list and remove a user's accounts. */
export const connectedAccountsScopes = [
    "create:me:connected_accounts",
    "delete:me:connected_accounts",
    "read:me:connected_accounts",
];

/** Options that the provider sends for a connection of each of Auth0's strategies for Microsoft; it drops others in silence. */
export const connectionScopes: Readonly<Record<string, readonly string[]>> = {
    windowslive: [
        "graph_calendars",
        "graph_calendars_update",
        "graph_contacts",
        "graph_contacts_update",
        "graph_device",
        "graph_device_command",
        "graph_emails",
        "graph_emails_update",
        "graph_files",
        "graph_files_all",
        "graph_files_all_update",
        "graph_files_update",
        "graph_notes",
        "graph_notes_create",
        "graph_notes_update",
        "graph_tasks",
        "graph_tasks_update",
        "graph_user",
        "graph_user_activity",
        "graph_user_update",
        "offline_access",
        "signin",
    ],
    waad: [
        "basic_profile",
        "ext_admin",
        "ext_agreed_terms",
        "ext_assigned_plans",
        "ext_groups",
        "ext_is_suspended",
        "ext_nested_groups",
        "ext_profile",
    ],
};

/** Whether a connection's strategy is one of Auth0's for Microsoft. */
export function isMicrosoft(strategy: string | undefined): boolean {
    return strategy !== undefined && strategy in connectionScopes;
}

/** Whether an audience is the My Account API of a domain: `https://login.example.com/me/`. */
export function isMyAccount(audience: string): boolean {
    return /^https:\/\/[^/]+\/me\/$/.test(audience);
}
