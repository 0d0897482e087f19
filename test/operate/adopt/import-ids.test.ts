import { describe, expect, it } from "vitest";
import { type ImportEntry, withIds } from "../../../operate/adopt/import-ids.ts";
import { found, portal, windowslive } from "./fixture.ts";

const everything = found({
    clients: {
        portal,
        planner: {
            ...portal,
            clientId: "planner-id",
            api: {
                id: "api-2",
                identifier: "https://api.example",
                name: "Planner API",
                scopes: { "read:plans": "Read plans" },
                clientId: "planner-api-id",
            },
        },
    },
    connections: { microsoft: { ...windowslive, enabledClients: ["portal-id", "planner-api-id"] } },
});

function idOf(type: string, name: string): string | undefined {
    const [entry] = withIds({ resources: [{ type, name, id: "<PLACEHOLDER>" }] }, everything).resources;
    return entry?.id;
}

describe("ids for the engine's import file", () => {
    it.each([
        ["azuread:index/application:Application", "microsoft", "/applications/app-object"],
        ["azuread:index/servicePrincipal:ServicePrincipal", "microsoft", "/servicePrincipals/sp-object"],
        [
            "azuread:index/servicePrincipalDelegatedPermissionGrant:ServicePrincipalDelegatedPermissionGrant",
            "microsoft",
            "/oauth2PermissionGrants/consent-1",
        ],
        [
            "azuread:index/appRoleAssignment:AppRoleAssignment",
            "microsoft/person-1",
            "/servicePrincipals/sp-object/appRoleAssignedTo/assigned-1",
        ],
        ["auth0:index/connection:Connection", "microsoft", "con_1"],
        ["auth0:index/organizationConnection:OrganizationConnection", "microsoft/globex", "org_1::con_1"],
        ["auth0:index/organizationConnection:OrganizationConnection", "microsoft/org_1", "org_1::con_1"],
        ["auth0:index/connectionClient:ConnectionClient", "microsoft/portal", "con_1::portal-id"],
        ["auth0:index/connectionClient:ConnectionClient", "microsoft/planner/api", "con_1::planner-api-id"],
        ["auth0:index/connectionClients:ConnectionClients", "microsoft", "con_1"],
        ["auth0:index/client:Client", "portal", "portal-id"],
        ["auth0:index/client:Client", "planner-spa", "planner-id"],
        ["auth0:index/client:Client", "planner-api", "planner-api-id"],
        ["auth0:index/clientCredentials:ClientCredentials", "portal", "portal-id"],
        ["auth0:index/clientCredentials:ClientCredentials", "planner-api", "planner-api-id"],
        ["auth0:index/resourceServer:ResourceServer", "my-account/acme.eu.auth0.com", "api-1"],
        ["auth0:index/resourceServer:ResourceServer", "planner-api", "api-2"],
        ["auth0:index/resourceServerScopes:ResourceServerScopes", "planner-api", "https://api.example"],
        ["auth0:index/clientGrant:ClientGrant", "portal/acme.eu.auth0.com", "cgr_1"],
    ])("%s %s", (type, name, id) => {
        expect(idOf(type, name)).toBe(id);
    });

    it.each([
        ["azuread:index/applicationPassword:ApplicationPassword", "microsoft-a"],
        ["auth0:index/connectionClient:ConnectionClient", "microsoft/planner"],
        ["auth0:index/client:Client", "reports"],
        ["auth0:index/clientGrant:ClientGrant", "portal/login.acme.example"],
        ["auth0:index/resourceServer:ResourceServer", "my-account/login.acme.example"],
    ])("leave out what does not exist: %s %s", (type, name) => {
        expect(idOf(type, name)).toBeUndefined();
    });

    it("keep the components that something belongs to, and their parents", () => {
        const component = (name: string, parent?: string): ImportEntry => ({
            type: "microsoft-connection:index:WebClient",
            name,
            component: true,
            ...(parent === undefined ? {} : { parent }),
        });
        const client = {
            type: "auth0:index/client:Client",
            name: "portalClient",
            logicalName: "portal",
            parent: "inner",
        };
        const file = { resources: [component("outer"), component("inner", "outer"), component("empty"), client] };
        expect(withIds(file, everything).resources).toEqual([
            component("outer"),
            component("inner", "outer"),
            { ...client, id: "portal-id" },
        ]);
    });
});
