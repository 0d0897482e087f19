import { expect, it } from "vitest";
import { auth0Provider } from "../../../sandbox/stand-ins/auth0/auth0-provider.ts";
import { azureadProvider } from "../../../sandbox/stand-ins/azuread/azuread-provider.ts";

it("replaces a resource for the properties that the real providers replace it for, and no others", () => {
    const resources = [...auth0Provider.resources, ...azureadProvider.resources];
    const replacing = resources.map(({ token, properties }) => {
        const names = Object.keys(properties).filter((name) => properties[name]?.replaces === true);
        return [token.slice(token.lastIndexOf(":") + 1), names.toSorted()] as const;
    });

    expect(Object.fromEntries(replacing)).toEqual({
        AppRoleAssignment: ["appRoleId", "principalObjectId", "resourceObjectId"],
        Application: [],
        ApplicationPassword: [
            "applicationId",
            "displayName",
            "endDate",
            "endDateRelative",
            "rotateWhenChanged",
            "startDate",
        ],
        Client: [],
        ClientCredentials: ["clientId"],
        ClientGrant: ["audience", "clientId", "subjectType"],
        Connection: ["name", "strategy"],
        ConnectionClient: ["clientId", "connectionId"],
        ConnectionClients: ["connectionId"],
        OrganizationConnection: [],
        ResourceServer: ["identifier"],
        ResourceServerScopes: ["resourceServerIdentifier"],
        ServicePrincipal: ["clientId"],
        ServicePrincipalDelegatedPermissionGrant: [
            "resourceServicePrincipalObjectId",
            "servicePrincipalObjectId",
            "userObjectId",
        ],
    });
});
