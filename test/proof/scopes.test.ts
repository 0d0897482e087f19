import { describe, expect, it } from "vitest";
import { missingScopes, shortScope } from "../../proof/scopes.ts";

describe("a scope", () => {
    it.each([
        ["https://graph.microsoft.com/Calendars.Read", "Calendars.Read"],
        ["Calendars.Read", "Calendars.Read"],
        ["https://vault.azure.net/user_impersonation", "https://vault.azure.net/user_impersonation"],
    ])("%s is %s in short", (scope, short) => {
        expect(shortScope(scope)).toBe(short);
    });
});

describe("missing scopes", () => {
    it("are those that were asked for and not given, as they were asked for", () => {
        expect(missingScopes(["User.Read", "https://graph.microsoft.com/Mail.Read"], ["User.Read"])).toEqual([
            "https://graph.microsoft.com/Mail.Read",
        ]);
    });

    it("are none where Microsoft writes the same scope at length, in short or in other letters", () => {
        const given = ["https://graph.microsoft.com/user.read", "Mail.Read"];

        expect(missingScopes(["User.Read", "https://graph.microsoft.com/mail.read"], given)).toEqual([]);
    });

    it("are never those of the protocol, which Microsoft shows or leaves out", () => {
        expect(missingScopes(["openid", "profile", "email", "offline_access", "User.Read"], [])).toEqual(["User.Read"]);
    });
});
