import { tokenVaultGrantType } from "../../../catalogue/auth0.ts";
import { microsoftGraphAppId } from "../../../catalogue/microsoft.ts";
import { microsoftGraphScope } from "../../../catalogue/microsoft-graph-scopes.ts";
import type { Hands } from "./hands.ts";

/** What people made, and what of it the tests ask for. */
export interface HandMade {
    readonly connectionId: string;
    readonly applicationId: string;
    readonly portalId: string;

    /** The secrets that Microsoft gave out: the one in use, and an older one. */
    readonly secrets: readonly string[];

    /** Key id of the one that nothing uses. */
    readonly unusedKeyId: string;
}

const connectedAccounts = [
    "create:me:connected_accounts",
    "delete:me:connected_accounts",
    "read:me:connected_accounts",
];

/** A social connection as the two vendors' guides have people make it, and years of clicking after it. */
export async function handMadeWindowslive({ auth0, graph }: Hands, domain: string): Promise<HandMade> {
    const application = await graph("POST", "applications", {
        displayName: "Contoso sign-in",
        description: "Asked for in ticket 4711",
        signInAudience: "AzureADandPersonalMicrosoftAccount",
        api: { requestedAccessTokenVersion: 2 },
        web: {
            redirectUris: [`https://${domain}/login/callback`, "https://old.contoso.example/signin-microsoft"],
            homePageUrl: "https://contoso.example",
        },
        requiredResourceAccess: [asksFor(["offline_access", "User.Read", "Calendars.Read", "Files.Read", "openid"])],
    });
    await graph("POST", "servicePrincipals", { appId: application.appId });
    const unused = await addSecret(graph, application.id, "first try");
    const used = await addSecret(graph, application.id, "Auth0");
    const connection = await auth0("POST", "connections", {
        name: "contoso-microsoft",
        strategy: "windowslive",
        authentication: { active: true },
        connected_accounts: { active: true },
        options: {
            client_id: application.appId,
            client_secret: used.secretText,
            strategy_version: 2,
            signin: true,
            offline_access: true,
            graph_user: true,
            graph_calendars: true,
            freeform_scopes: ["Mail.Send", "Chat.Read"],
            upstream_params: { prompt: { value: "select_account" } },
        },
    });
    await auth0("POST", "resource-servers", { identifier: `https://${domain}/me/`, name: "Auth0 My Account API" });
    const portal = await webClient(auth0, domain, "Contoso portal");
    const foreign = await auth0("POST", "clients", { name: "Contoso intranet", app_type: "regular_web" });
    await auth0("PATCH", `connections/${connection.id}/clients`, [
        { client_id: portal.client_id, status: true },
        { client_id: foreign.client_id, status: true },
    ]);
    return {
        connectionId: connection.id,
        applicationId: application.id,
        portalId: portal.client_id,
        secrets: [used.secretText, unused.secretText],
        unusedKeyId: unused.keyId,
    };
}

export const directory = "sandbox.onmicrosoft.com";

/** An enterprise connection for the people of one directory, some of them, with consent for all. */
export async function handMadeWaad(
    { auth0, graph }: Hands,
    domain: string,
    people: readonly string[],
): Promise<Omit<HandMade, "portalId">> {
    const scopes = ["User.Read", "openid", "profile", "offline_access", "Mail.Send"];
    const application = await graph("POST", "applications", {
        displayName: "Contoso staff",
        signInAudience: "AzureADMyOrg",
        api: { requestedAccessTokenVersion: 2 },
        web: {
            redirectUris: [`https://${domain}/login/callback`],
            implicitGrantSettings: { enableIdTokenIssuance: true },
        },
        requiredResourceAccess: [asksFor(scopes)],
    });
    const principal = await graph("POST", "servicePrincipals", {
        appId: application.appId,
        appRoleAssignmentRequired: true,
        tags: ["HideApp", "WindowsAzureActiveDirectoryIntegratedApp"],
    });
    const [microsoftGraph] = (await graph("GET", `servicePrincipals?$filter=appId eq '${microsoftGraphAppId}'`)).value;
    await graph("POST", "oauth2PermissionGrants", {
        clientId: principal.id,
        consentType: "AllPrincipals",
        resourceId: microsoftGraph.id,
        scope: scopes.join(" "),
    });
    for (const principalId of people) {
        await graph("POST", `servicePrincipals/${principal.id}/appRoleAssignedTo`, {
            principalId,
            resourceId: principal.id,
            appRoleId: "00000000-0000-0000-0000-000000000000",
        });
    }
    const older = await addSecret(graph, application.id, "of the pilot");
    const unused = await addSecret(graph, application.id, "of a script");
    const used = await addSecret(graph, application.id, "Auth0");
    const connection = await auth0("POST", "connections", {
        name: "contoso-staff",
        strategy: "waad",
        display_name: "Contoso account",
        show_as_button: false,
        authentication: { active: true },
        connected_accounts: { active: true },
        options: {
            client_id: application.appId,
            client_secret: used.secretText,
            strategy_version: 2,
            tenant_domain: directory,
            domain: directory,
            domain_aliases: ["contoso.example", "contoso.test"],
            icon_url: "https://contoso.example/icon.png",
            identity_api: "microsoft-identity-platform-v2.0",
            waad_protocol: "openid-connect",
            use_wsfed: false,
            useCommonEndpoint: false,
            userid_attribute: "sub",
            basic_profile: true,
            ext_profile: true,
            ext_groups: true,
            max_groups_to_retrieve: "120",
            api_enable_users: true,
            should_trust_email_verified_connection: "always_set_emails_as_verified",
            ext_department: true,
        },
    });
    return {
        connectionId: connection.id,
        applicationId: application.id,
        secrets: [used.secretText, unused.secretText, older.secretText],
        unusedKeyId: unused.keyId,
    };
}

/** A web application with Token Vault, as the guide has people click it together. */
async function webClient(auth0: Hands["auth0"], domain: string, name: string) {
    const client = await auth0("POST", "clients", {
        name,
        description: "The customers' portal",
        app_type: "regular_web",
        oidc_conformant: true,
        callbacks: ["https://portal.contoso.example/callback", "http://localhost:3000/callback"],
        allowed_logout_urls: ["https://portal.contoso.example"],
        grant_types: ["authorization_code", "implicit", "refresh_token", "client_credentials", tokenVaultGrantType],
        jwt_configuration: { alg: "RS256", lifetime_in_seconds: 36000 },
        token_endpoint_auth_method: "client_secret_basic",
        refresh_token: {
            rotation_type: "non-rotating",
            expiration_type: "expiring",
            token_lifetime: 90 * 86_400,
            idle_token_lifetime: 30 * 86_400,
            infinite_token_lifetime: false,
            infinite_idle_token_lifetime: false,
            leeway: 0,
            policies: [{ audience: `https://${domain}/me/`, scope: connectedAccounts }],
        },
    });
    await auth0("POST", "client-grants", {
        client_id: client.client_id,
        audience: `https://${domain}/me/`,
        scope: connectedAccounts.toReversed(),
        subject_type: "user",
    });
    return client;
}

function asksFor(scopes: readonly string[]) {
    return {
        resourceAppId: microsoftGraphAppId,
        resourceAccess: scopes.map((scope) => ({ id: microsoftGraphScope(scope).id, type: "Scope" })),
    };
}

async function addSecret(
    graph: Hands["graph"],
    applicationId: string,
    displayName: string,
): Promise<{ secretText: string; keyId: string }> {
    return graph("POST", `applications/${applicationId}/addPassword`, { passwordCredential: { displayName } });
}

/** A single-page application with its API and the client that exchanges tokens for it, as the guide for access-token exchange has them. */
export async function handMadeSpa({ auth0 }: Hands, domain: string, connectionId: string): Promise<void> {
    const identifier = "https://api.planner.contoso.example";
    const app = await auth0("POST", "clients", {
        name: "Contoso planner",
        app_type: "spa",
        oidc_conformant: true,
        callbacks: ["https://planner.contoso.example"],
        allowed_logout_urls: ["https://planner.contoso.example"],
        web_origins: ["https://planner.contoso.example"],
        allowed_origins: ["https://planner.contoso.example"],
        cross_origin_authentication: true,
        grant_types: ["authorization_code", "refresh_token"],
        jwt_configuration: { alg: "RS256" },
        refresh_token: {
            rotation_type: "rotating",
            expiration_type: "expiring",
            token_lifetime: 2_592_000,
            idle_token_lifetime: 1_296_000,
            infinite_token_lifetime: false,
            infinite_idle_token_lifetime: false,
            leeway: 3,
            policies: [{ audience: `https://${domain}/me/`, scope: connectedAccounts }],
        },
    });
    await auth0("POST", "resource-servers", {
        identifier,
        name: "Planner",
        signing_alg: "RS256",
        allow_offline_access: true,
        scopes: [{ value: "read:plans", description: "Read plans" }],
    });
    const exchanging = await auth0("POST", "clients", {
        name: "Planner exchange",
        app_type: "resource_server",
        resource_server_identifier: identifier,
        oidc_conformant: true,
        grant_types: [tokenVaultGrantType],
    });
    await auth0("POST", "client-grants", {
        client_id: app.client_id,
        audience: `https://${domain}/me/`,
        scope: connectedAccounts,
        subject_type: "user",
    });
    await auth0("PATCH", `connections/${connectionId}/clients`, [
        { client_id: app.client_id, status: true },
        { client_id: exchanging.client_id, status: true },
    ]);
}
