import * as auth0 from "@pulumi/auth0";
import * as azuread from "@pulumi/azuread";

const domain = "bench.eu.auth0.com";
const audience = `https://${domain}/me/`;
const graph = "00000003-0000-0000-c000-000000000000";
const accountScopes = ["create:me:connected_accounts", "delete:me:connected_accounts", "read:me:connected_accounts"];

/**
 * The same resources as the stack of `linkedClientsStack`, written by hand: no settings, no checks, no components. What this
 * costs is the floor of what ours may cost.
 */
export default async function handWritten(): Promise<Record<string, unknown>> {
    const owners = [(await azuread.getClientConfig()).objectId];
    const app = new azuread.Application("microsoft", {
        displayName: "Microsoft (microsoft)",
        description: "Microsoft sign-in of the bench",
        notes: "bench",
        owners,
        signInAudience: "AzureADandPersonalMicrosoftAccount",
        preventDuplicateNames: true,
        api: { requestedAccessTokenVersion: 2 },
        web: {
            redirectUris: [`https://${domain}/login/callback`],
            implicitGrant: { accessTokenIssuanceEnabled: false, idTokenIssuanceEnabled: false },
        },
        requiredResourceAccesses: [
            {
                resourceAppId: graph,
                resourceAccesses: [
                    "14dad69e-099b-42c9-810b-d002981feec1",
                    "37f7f235-527c-4136-accd-4a02d197296e",
                    "465a38f9-76ea-45b9-9f34-9e8b0d4b0b42",
                    "7427e0e9-2fba-42fe-b0c0-848c9e6a8182",
                    "e1fe6dd8-ba31-4d61-89e7-88639da4683d",
                ].map((id) => ({ id, type: "Scope" })),
            },
        ],
    });
    const principal = new azuread.ServicePrincipal(
        "microsoft",
        { clientId: app.clientId, owners },
        { deletedWith: app },
    );
    const secret = new azuread.ApplicationPassword(
        "microsoft-a",
        { applicationId: app.id, displayName: "auth0 a", endDate: "2099-06-01T00:00:00Z" },
        { deletedWith: app },
    );
    const connection = new auth0.Connection(
        "microsoft",
        {
            name: "microsoft",
            strategy: "windowslive",
            displayName: "Microsoft",
            authentication: { active: true },
            connectedAccounts: { active: true },
            options: {
                clientId: app.clientId,
                clientSecret: secret.value,
                strategyVersion: 2,
                scopes: ["graph_calendars", "graph_user", "offline_access", "signin"],
                setUserRootAttributes: "on_each_login",
            },
        },
        { dependsOn: [principal] },
    );
    const api = new auth0.ResourceServer("my-account", { identifier: audience, name: "Auth0 My Account API" });

    const count = Number(process.env["BENCH_CLIENTS"]);
    const clientIds: Record<string, unknown> = {};
    for (let number = 1; number <= count; number += 1) {
        const name = `app-${number}`;
        const client = new auth0.Client(name, {
            name,
            appType: "regular_web",
            isFirstParty: true,
            oidcConformant: true,
            callbacks: [`https://${name}.acme.example/callback`],
            jwtConfiguration: { alg: "RS256" },
            grantTypes: [
                "authorization_code",
                "refresh_token",
                "urn:auth0:params:oauth:grant-type:token-exchange:federated-connection-access-token",
            ],
            refreshToken: {
                rotationType: "non-rotating",
                expirationType: "non-expiring",
                policies: [{ audience, scopes: accountScopes }],
            },
        });
        new auth0.ClientCredentials(
            name,
            { clientId: client.clientId, authenticationMethod: "client_secret_post" },
            { deletedWith: client },
        );
        new auth0.ClientGrant(
            name,
            { clientId: client.clientId, audience, subjectType: "user", scopes: accountScopes },
            { dependsOn: [api] },
        );
        new auth0.ConnectionClient(
            name,
            { connectionId: connection.id, clientId: client.clientId },
            { deletedWith: connection, deleteBeforeReplace: true },
        );
        clientIds[name] = client.clientId;
    }
    return { clientIds };
}
