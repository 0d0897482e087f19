import { expect, it } from "vitest";
import { microsoftGraphScopes } from "../../../catalogue/microsoft-graph-scopes.ts";
import { graphAppRoles, graphDelegatedPermissions } from "../../../sandbox/microsoft/graph-permissions.ts";

it("is the catalogue's list of delegated permissions, written down a second time", () => {
    const published = graphDelegatedPermissions.map(({ id, type, value }) => [value, { id, type }]);
    const known = Object.entries(microsoftGraphScopes).map(([name, { adminOnly, id }]) => [
        name,
        { id, type: adminOnly ? "Admin" : "User" },
    ]);
    expect(Object.fromEntries(published)).toEqual(Object.fromEntries(known));
    expect(published).toHaveLength(known.length);
});

it("gives every permission an id of its own", () => {
    const ids = [...graphDelegatedPermissions, ...graphAppRoles].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
});

it("publishes a delegated permission as Microsoft Graph does", () => {
    expect(graphDelegatedPermissions.find(({ value }) => value === "User.Read.All")).toEqual({
        adminConsentDescription: "Read all users' full profiles, on behalf of the signed-in user.",
        adminConsentDisplayName: "Read all users' full profiles",
        id: "a154be20-db9c-4678-8ab7-66f6cc099a59",
        isEnabled: true,
        type: "Admin",
        userConsentDescription: null,
        userConsentDisplayName: null,
        value: "User.Read.All",
    });
});
