import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayFrom, daysAfter, daysBetween, momentFrom } from "../../../stacks/settings/dates.ts";

describe("dates of the settings", () => {
    it.each([
        ["2027-04-30", "2027-04-30T00:00:00Z"],
        ["2027-04-30T12:30:15Z", "2027-04-30T12:30:15Z"],
        ["2027-04-30T12:30:15.999Z", "2027-04-30T12:30:15Z"],
        ["2027-04-30T12:30Z", "2027-04-30T12:30:00Z"],
        ["2027-04-30T01:00:00+02:00", "2027-04-29T23:00:00Z"],
        ["2027-04-30 00:00:00 +0000 UTC", "2027-04-30T00:00:00Z"],
        ["2027-04-30 00:00:00.5 +0000 UTC", "2027-04-30T00:00:00Z"],
        ["2027-04-30 02:00:00 +0200 +0200", "2027-04-30T00:00:00Z"],
        ["2028-02-29", "2028-02-29T00:00:00Z"],
    ])("%s is the moment %s", (text, moment) => {
        expect(momentFrom(text)).toBe(moment);
    });

    it.each([
        "2027-02-29",
        "2027-02-30",
        "2027-13-01",
        "2027-04-31T00:00:00Z",
        "2027-04-30T25:00:00Z",
        "30.04.2027",
        "soon",
        "",
    ])("%j is no moment", (text) => {
        expect(momentFrom(text)).toBeUndefined();
    });

    it("take the day of a text that goes on", () => {
        expect(dayFrom("2026-11-02T09:00:00Z")).toBe("2026-11-02");
        expect(dayFrom("2026-11-31T09:00:00Z")).toBeUndefined();
    });

    it("come back from every moment of this century in the form Microsoft Graph keeps", () => {
        const thisCentury = { min: new Date("2000-01-01"), max: new Date("2099-12-31"), noInvalidDate: true };
        fc.assert(
            fc.property(fc.date(thisCentury), (date) => {
                const moment = momentFrom(date.toISOString());
                expect(moment).toBe(date.toISOString().replace(/\.\d{3}Z$/, "Z"));
                expect(momentFrom(moment ?? "")).toBe(moment);
            }),
        );
    });

    it("count days there and back", () => {
        fc.assert(
            fc.property(fc.integer({ min: 1, max: 730 }), (days) => {
                expect(daysBetween("2026-11-02", daysAfter("2026-11-02", days))).toBe(days);
            }),
        );
    });
});
