import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { microsoftGraphScopes, type ScopeName } from "../../catalogue/microsoft-graph-scopes.ts";
import { connectScopes, permissionIds, registeredScopes, windowsliveOptions } from "../../infra/scopes.ts";

const names = Object.keys(microsoftGraphScopes) as ScopeName[];
const scopes = fc.array(fc.constantFrom(...names));

describe("permissionIds", () => {
    it("has the ids that Microsoft publishes, sorted", () => {
        expect(permissionIds(["offline_access", "openid", "Calendars.Read"])).toEqual([
            "37f7f235-527c-4136-accd-4a02d197296e",
            "465a38f9-76ea-45b9-9f34-9e8b0d4b0b42",
            "7427e0e9-2fba-42fe-b0c0-848c9e6a8182",
        ]);
    });

    it("is sorted, has no repetition and one id per scope, in whatever order they are written", () => {
        fc.assert(
            fc.property(scopes, (some) => {
                const ids = permissionIds(some);
                expect(ids).toEqual([...ids].sort());
                expect(ids).toHaveLength(new Set(some).size);
                expect(permissionIds([...some].reverse())).toEqual(ids);
            }),
        );
    });

    it("refuses a scope that the catalogue does not have", () => {
        expect(() => permissionIds(["User.Read", "Mail.Reed"])).toThrow(
            new Error('"Mail.Reed" is not a Microsoft Graph scope in the catalogue'),
        );
    });
});

describe("windowsliveOptions", () => {
    it("always has the option that Auth0 turns on by itself", () => {
        expect(windowsliveOptions([])).toEqual(["signin"]);
    });

    it("leaves out scopes that a connection cannot ask for", () => {
        expect(windowsliveOptions(["Mail.Send", "User.Read", "openid", "offline_access"])).toEqual([
            "graph_user",
            "offline_access",
            "signin",
        ]);
    });
});

describe("connectScopes", () => {
    it("adds what identifies the account, as far as the connection has it", () => {
        const connection = ["openid", "offline_access", "User.Read", "Calendars.Read", "Mail.Send"];
        expect(connectScopes(connection, ["Calendars.Read"])).toEqual([
            "Calendars.Read",
            "User.Read",
            "offline_access",
            "openid",
        ]);
    });

    it("is never more than the connection has, and has everything of the app that the connection has", () => {
        fc.assert(
            fc.property(scopes, scopes, (connection, app) => {
                const asked = connectScopes(connection, app);
                expect(asked.filter((scope) => !connection.includes(scope as ScopeName))).toEqual([]);
                expect(app.filter((scope) => connection.includes(scope) && !asked.includes(scope))).toEqual([]);
                expect(asked).toEqual([...new Set(asked)].sort());
            }),
        );
    });
});

describe("registeredScopes", () => {
    const connections = {
        own: { scopes: ["openid", "User.Read"] },
        sharing: { scopes: ["openid", "Calendars.Read"], appRegistration: "own" },
        other: { scopes: ["Mail.Send"] },
    };

    it("joins the scopes of every connection that uses the app registration", () => {
        expect(registeredScopes("own", connections)).toEqual(["Calendars.Read", "User.Read", "openid"]);
        expect(registeredScopes("other", connections)).toEqual(["Mail.Send"]);
    });
});
