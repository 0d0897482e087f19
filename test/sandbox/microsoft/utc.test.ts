import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { utc, utcOf, yearsLater } from "../../../sandbox/microsoft/utc.ts";

describe("a date-time of Microsoft Graph", () => {
    it.each([
        ["2027-06-01T00:00:00Z", "2027-06-01T00:00:00Z"],
        ["2027-06-01T00:00:00.000Z", "2027-06-01T00:00:00Z"],
        ["2027-06-01T02:00:00+02:00", "2027-06-01T00:00:00Z"],
        ["2027-06-01T00:00:00.1234500Z", "2027-06-01T00:00:00.12345Z"],
        ["2027-01-01T00:30:00.5+01:00", "2026-12-31T23:30:00.5Z"],
    ])("is %s, and reads %s", (given, normal) => {
        expect(utc(given)).toBe(normal);
    });

    it.each(["", "2027-06-01", "2027-06-01T00:00:00", "2027-02-30T00:00:00Z", "2027-06-01T24:00:00Z", "soon"])(
        "is not %j",
        (given) => {
            expect(utc(given)).toBeUndefined();
        },
    );

    it("names the instant it was given, and is normal already the second time", () => {
        const instant = fc.date({ min: new Date("2000-01-01"), max: new Date("2300-01-01"), noInvalidDate: true });
        const minutes = fc.integer({ min: -14 * 60, max: 14 * 60 });
        fc.assert(
            fc.property(instant, minutes, (date, offset) => {
                const normal = utc(withOffset(date, offset)) ?? "";
                expect(new Date(normal)).toEqual(date);
                expect(normal).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{0,6}[1-9])?Z$/);
                expect(utc(normal)).toBe(normal);
                expect(utcOf(date)).toBe(normal);
            }),
        );
    });
});

it.each([
    ["2026-11-23T08:00:00Z", "2028-11-23T08:00:00Z"],
    ["2026-11-23T08:00:00.25Z", "2028-11-23T08:00:00.25Z"],
    ["2028-02-29T12:00:00Z", "2030-02-28T12:00:00Z"],
])("two years after %s is %s", (start, end) => {
    expect(yearsLater(start, 2)).toBe(end);
});

function withOffset(date: Date, minutes: number): string {
    const local = new Date(date.getTime() + minutes * 60_000).toISOString().replace("Z", "");
    const size = Math.abs(minutes);
    const pad = (part: number) => String(part).padStart(2, "0");
    return `${local}${minutes < 0 ? "-" : "+"}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
}
