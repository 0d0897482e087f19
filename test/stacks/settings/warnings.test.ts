import { describe, expect, it } from "vitest";
import { readSettings } from "../../../stacks/settings/read-settings.ts";
import { warningsAt } from "../../../stacks/settings/warnings.ts";
import { type RawSettings, waadSettings, windowsliveSettings } from "./happy-settings.ts";

const soon = new Date("2026-11-23T00:00:00Z");

describe("warnings", () => {
    it("are none while nothing has ended and everyone can consent", () => {
        expect(warnings(windowsliveSettings(), soon)).toEqual([]);
        expect(warnings(waadSettings(), soon)).toEqual([]);
    });

    it("name the slots that have ended, from that moment on", () => {
        expect(warnings(waadSettings(), new Date("2027-01-29T23:59:59Z"))).toEqual([]);
        expect(warnings(waadSettings(), new Date("2027-01-30T00:00:00Z"))).toEqual([
            "connections.acme: the idle client secret (slot a) ended at 2027-01-30T00:00:00Z; renew it before it is made active",
        ]);
        expect(warnings(windowsliveSettings(), new Date("2027-06-01T00:00:00Z"))).toEqual([
            "connections.microsoft: the active client secret (slot a) ended at 2027-05-01T00:00:00Z; nobody gets in until slot b is renewed and made active",
        ]);
    });

    it("name the scopes that people of a directory cannot consent to by themselves", () => {
        const settings = waadSettings();
        settings.connections.acme.adminConsent = false;
        settings.connections.acme.scopes.push("Group.Read.All");

        expect(warnings(settings, soon)).toEqual([
            "connections.acme: people cannot consent to Calendars.Read, Group.Read.All by themselves, or not in directories with Microsoft's default policy; set adminConsent, or send the admin-consent link to an administrator",
        ]);
    });

    it("name a connection without a scope that tells whose account it is", () => {
        const settings = windowsliveSettings();
        settings.connections.microsoft.scopes = ["offline_access", "Mail.Read"];

        expect(warnings(settings, soon)).toEqual([
            "connections.microsoft: scopes has neither openid nor User.Read, without which Auth0 cannot tell whose account it is",
        ]);
    });
});

function warnings(raw: RawSettings, now: Date): string[] {
    const { settings } = readSettings(raw);
    if (settings === undefined) throw new Error("the settings of the test are broken");
    return warningsAt(settings, now);
}
