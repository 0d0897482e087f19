import { myAccountApiName, tokenVaultGrantType } from "../../../catalogue/auth0.ts";
import { microsoftGraphAppId, microsoftGraphHost, microsoftLoginHost } from "../../../catalogue/microsoft.ts";
import { microsoftGraphScope } from "../../../catalogue/microsoft-graph-scopes.ts";
import { startWorld, type World } from "../../../sandbox/world.ts";
import { accounts } from "../microsoft/login/people.ts";
import { seed } from "../microsoft/microsoft-fixture.ts";

export const domain = "acme-dev.eu.auth0.com";
export const portalCallback = "http://localhost:3000/auth/callback";
export const plannerCallback = "https://planner.example";
const reports = { client_id: "reportsReportsReportsReports" };
const deployer = { clientId: "deployerDeployerDeployerDeployer", clientSecret: "deployer-secret" };
const scopes = ["openid", "profile", "email", "offline_access", "User.Read", "Calendars.Read"];
const redirectUri = `https://${domain}/login/callback`;
const myAccountAudience = `https://${domain}/me/`;
const api = "https://api.planner.example";

/** A world in which somebody deployed, as a stack would, and what the stack's outputs would say. */
export interface DeployedWorld {
    readonly world: World;
    readonly outputs: Record<string, unknown>;

    /** Every secret of the deployment. */
    readonly secrets: readonly string[];
}

/**
 * Two connections (`microsoft` for anybody, `staff` for one directory), a web app and a single-page app with its API that are
 * linked, and another team's app whose secret nobody has. Made through the services' own APIs.
 */
export async function startDeployedWorld(): Promise<DeployedWorld> {
    const world = await startWorld({
        tenant: {
            domain,
            customDomains: [],
            deployer,
            clients: [
                {
                    clientId: reports.client_id,
                    name: "Reports",
                    callbacks: ["https://reports.example/cb"],
                },
            ],
        },
        directory: { ...seed, accounts: Object.values(accounts), consentPolicy: "user" },
    });
    const management = await managementApi(world);
    const graph = await graphApi(world);

    const microsoft = await registration(graph, "Acme (development)", "AzureADandPersonalMicrosoftAccount");
    const staff = await registration(graph, "Acme staff", "AzureADMyOrg");
    const purposes = { authentication: { active: true }, connected_accounts: { active: true } };
    const social = await management("POST", "/connections", {
        name: "microsoft",
        strategy: "windowslive",
        ...purposes,
        options: {
            client_id: microsoft.appId,
            client_secret: microsoft.secret,
            strategy_version: 2,
            signin: true,
            graph_user: true,
            offline_access: true,
        },
    });
    const work = await management("POST", "/connections", {
        name: "staff",
        strategy: "waad",
        ...purposes,
        options: {
            client_id: staff.appId,
            client_secret: staff.secret,
            strategy_version: 2,
            identity_api: "microsoft-identity-platform-v2.0",
            tenant_domain: seed.domain,
            domain: seed.domain,
        },
    });
    await management("POST", "/resource-servers", { name: myAccountApiName, identifier: myAccountAudience });
    await management("POST", "/resource-servers", {
        name: "Planner API",
        identifier: api,
        signing_alg: "RS256",
        allow_offline_access: true,
        skip_consent_for_verifiable_first_party_clients: true,
    });

    const portal = await management("POST", "/clients", {
        name: "Acme Portal",
        app_type: "regular_web",
        token_endpoint_auth_method: "client_secret_post",
        callbacks: [portalCallback],
        grant_types: ["authorization_code", "refresh_token", tokenVaultGrantType],
        refresh_token: refreshToken("non-rotating"),
        ...conforming,
    });
    const planner = await management("POST", "/clients", {
        name: "Acme Planner",
        app_type: "spa",
        token_endpoint_auth_method: "none",
        callbacks: [plannerCallback],
        grant_types: ["authorization_code", "refresh_token"],
        refresh_token: refreshToken("rotating"),
        ...conforming,
    });
    const plannerApi = await management("POST", "/clients", {
        name: "Planner API (token exchange)",
        app_type: "resource_server",
        resource_server_identifier: api,
        grant_types: [tokenVaultGrantType],
    });
    for (const { client_id } of [portal, planner, reports]) {
        await management("POST", "/client-grants", {
            client_id,
            audience: myAccountAudience,
            subject_type: "user",
            scope: ["create:me:connected_accounts", "read:me:connected_accounts", "delete:me:connected_accounts"],
        });
    }
    const linked = [portal, planner, plannerApi].map(({ client_id }) => ({ client_id, status: true }));
    await management("PATCH", `/connections/${social.id}/clients`, linked);
    await management("PATCH", `/connections/${work.id}/clients`, linked.slice(0, 1));

    const settings = { AUTH0_DOMAIN: domain, AUTH0_SCOPE: "openid profile email offline_access" };
    const connection = (made: Made, entraClientId: string) => ({
        id: made.id,
        name: made.name,
        strategy: made.strategy,
        entraClientId,
        signIn: true,
        tokenVault: true,
    });
    return {
        world,
        secrets: [
            microsoft.secret,
            staff.secret,
            portal.client_secret,
            plannerApi.client_secret,
            planner.client_secret,
        ],
        outputs: {
            redirectUris: [redirectUri],
            myAccountAudience,
            connections: { microsoft: connection(social, microsoft.appId), staff: connection(work, staff.appId) },
            clients: {
                portal: {
                    kind: "web",
                    clientId: portal.client_id,
                    callbacks: [portalCallback],
                    connections: ["microsoft", "staff"],
                    connectScopes: { microsoft: scopes, staff: scopes },
                    settings,
                },
                planner: {
                    kind: "spa",
                    clientId: planner.client_id,
                    apiClientId: plannerApi.client_id,
                    callbacks: [plannerCallback],
                    connections: ["microsoft"],
                    connectScopes: { microsoft: scopes },
                    settings: { ...settings, AUTH0_AUDIENCE: api },
                },
                reports: {
                    kind: "existing",
                    clientId: reports.client_id,
                    connections: [],
                    connectScopes: {},
                    settings,
                },
            },
            clientSecrets: { portal: portal.client_secret, planner: plannerApi.client_secret },
        },
    };
}

const conforming = { is_first_party: true, oidc_conformant: true, jwt_configuration: { alg: "RS256" } };

function refreshToken(rotation: "rotating" | "non-rotating"): object {
    const policies = [
        {
            audience: myAccountAudience,
            scope: ["create:me:connected_accounts", "read:me:connected_accounts", "delete:me:connected_accounts"],
        },
    ];
    return rotation === "rotating"
        ? {
              rotation_type: rotation,
              expiration_type: "expiring",
              leeway: 0,
              token_lifetime: 2592000,
              infinite_token_lifetime: false,
              infinite_idle_token_lifetime: false,
              idle_token_lifetime: 1296000,
              policies,
          }
        : {
              rotation_type: rotation,
              expiration_type: "non-expiring",
              leeway: 0,
              infinite_token_lifetime: true,
              infinite_idle_token_lifetime: true,
              policies,
          };
}

// biome-ignore lint/suspicious/noExplicitAny: replies of the vendors' APIs, read as the tests expect them to be
type Made = any;
type Api = (method: string, path: string, body: object) => Promise<Made>;

async function managementApi(world: World): Promise<Api> {
    const token = await accepted(
        world.services.auth0.request(
            new Request(`https://${domain}/oauth/token`, {
                method: "POST",
                headers: { host: domain, "content-type": "application/json" },
                body: JSON.stringify({
                    grant_type: "client_credentials",
                    client_id: deployer.clientId,
                    client_secret: deployer.clientSecret,
                    audience: `https://${domain}/api/v2/`,
                }),
            }),
        ),
    );
    return (method, path, body) =>
        accepted(
            world.services.auth0.request(json(`https://${domain}/api/v2${path}`, method, body, token.access_token)),
        );
}

async function graphApi(world: World): Promise<Api> {
    const token = await accepted(
        world.services.microsoft.request(
            new Request(`https://${microsoftLoginHost}/${seed.tenantId}/oauth2/v2.0/token`, {
                method: "POST",
                headers: { host: microsoftLoginHost, "content-type": "application/x-www-form-urlencoded" },
                body: new URLSearchParams({
                    grant_type: "client_credentials",
                    client_id: seed.deployer.clientId,
                    client_secret: seed.deployer.clientSecret,
                    scope: `https://${microsoftGraphHost}/.default`,
                }).toString(),
            }),
        ),
    );
    return (method, path, body) =>
        accepted(
            world.services.microsoft.request(
                json(`https://${microsoftGraphHost}/v1.0${path}`, method, body, token.access_token),
            ),
        );
}

function json(url: string, method: string, body: object, token: string): Request {
    return new Request(url, {
        method,
        headers: { host: new URL(url).host, authorization: `Bearer ${token}`, "content-type": "application/json" },
        body: JSON.stringify(body),
    });
}

async function accepted(reply: Promise<Response>): Promise<Made> {
    const response = await reply;
    const text = await response.text();
    if (!response.ok) throw new Error(`${response.status} ${text}`);
    return text === "" ? undefined : JSON.parse(text);
}

async function registration(graph: Api, displayName: string, signInAudience: string) {
    const { id, appId } = await graph("POST", "/applications", {
        displayName,
        signInAudience,
        api: { requestedAccessTokenVersion: 2 },
        web: { redirectUris: [redirectUri] },
        requiredResourceAccess: [
            {
                resourceAppId: microsoftGraphAppId,
                resourceAccess: scopes.map((scope) => ({ id: microsoftGraphScope(scope).id, type: "Scope" })),
            },
        ],
    });
    await graph("POST", "/servicePrincipals", { appId });
    const { secretText } = await graph("POST", `/applications/${id}/addPassword`, {
        passwordCredential: { displayName: "slot a" },
    });
    return { appId: appId as string, secret: secretText as string };
}
