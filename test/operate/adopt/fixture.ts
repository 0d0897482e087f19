import type { Found, FoundClient, FoundConnection } from "../../../operate/adopt/found.ts";
import { type Sketch, sketchOf } from "../../../operate/adopt/sketch.ts";

export const project = "microsoft-connection";

export const sketchText = `# ours
config:
  microsoft-connection:auth0:
    domain: acme.eu.auth0.com
  microsoft-connection:microsoft:
    tenantId: 0f7e2c4a-3b5d-4e8f-9a1c-6d2b8e4f7a90
  microsoft-connection:connections:
    microsoft:
      name: contoso # made in 2021
  microsoft-connection:clients:
    portal:
      kind: web
      name: Portal
`;

export function sketch(text = sketchText): Sketch {
    const read = sketchOf(text, project);
    if (read.sketch === undefined) throw new Error(read.problems.join("\n"));
    return read.sketch;
}

export const windowslive: FoundConnection = {
    id: "con_1",
    name: "contoso",
    strategy: "windowslive",
    displayName: "",
    signIn: true,
    tokenVault: true,
    showAsButton: undefined,
    options: { client_id: "app-id", strategy_version: 2, signin: true, offline_access: true, graph_user: true },
    enabledClients: ["portal-id", "foreign"],
    organizations: [{ id: "org_1", name: "globex" }],
    application: {
        objectId: "app-object",
        clientId: "app-id",
        displayName: "Contoso sign-in",
        signInAudience: "AzureADandPersonalMicrosoftAccount",
        permissionIds: ["37f7f235-527c-4136-accd-4a02d197296e", "465a38f9-76ea-45b9-9f34-9e8b0d4b0b42"],
        clientSecrets: [{ keyId: "key-1", displayName: "Auth0", ends: "2028-01-01T00:00:00Z", inUse: true }],
        servicePrincipal: {
            objectId: "sp-object",
            assignmentRequired: false,
            assignments: [{ id: "assigned-1", principalId: "person-1", appRoleId: "none" }],
            consent: { id: "consent-1", scopes: ["User.Read"] },
        },
    },
};

export const portal: FoundClient = {
    clientId: "portal-id",
    name: "Portal",
    description: "",
    appType: "regular_web",
    callbacks: ["https://portal.example/callback"],
    logoutUrls: [],
    webOrigins: [],
    authentication: "client_secret_post",
    refreshToken: { expirationType: "non-expiring", tokenLifetime: undefined, idleTokenLifetime: undefined },
    grants: { "https://acme.eu.auth0.com/me/": "cgr_1" },
};

export function found(changes: Partial<Found> = {}): Found {
    return {
        connections: { microsoft: windowslive },
        clients: { portal },
        apis: { "https://acme.eu.auth0.com/me/": "api-1" },
        problems: [],
        ...changes,
    };
}
