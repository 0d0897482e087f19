import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { microsoftGraphScopes } from "../../../catalogue/microsoft-graph-scopes.ts";
import { nearest } from "../../../stacks/settings/nearest.ts";

const scopes = Object.keys(microsoftGraphScopes);

describe("the nearest name", () => {
    it.each([
        ["calendars.read", "Calendars.Read"],
        ["Calendar.Read", "Calendars.Read"],
        ["Calendars.Raed", "Calendars.Read"],
        ["Mail Send", "Mail.Send"],
        ["mail_send", "Mail.Send"],
        ["offlineaccess", "offline_access"],
        ["https://graph.microsoft.com/User.Read", "User.Read"],
        ["UserReadWrite", "User.ReadWrite"],
    ])("of %s is %s", (given, name) => {
        expect(nearest(given, scopes)).toBe(name);
    });

    it.each(["", "-", "Payroll.Export", "x", "c"])("of %j is none", (given) => {
        expect(nearest(given, ["a", "b", ...scopes])).toBeUndefined();
    });

    it("is always one of the names", () => {
        fc.assert(
            fc.property(fc.string(), fc.array(fc.string()), (given, names) => {
                const name = nearest(given, names);
                expect(name === undefined || names.includes(name)).toBe(true);
            }),
        );
    });

    it("of a name is the name itself", () => {
        for (const scope of scopes) expect(nearest(scope, scopes)).toBe(scope);
    });
});
