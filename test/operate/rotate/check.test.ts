import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { checkStack } from "../../../operate/rotate/check.ts";
import { checkText } from "../../../operate/rotate/check-text.ts";
import { stackFileSettings } from "../../../operate/rotate/stack-file-settings.ts";
import { dueOf, exitCodes, mostUrgent, urgencyOf } from "../../../operate/rotate/urgency.ts";

const repository = fileURLToPath(new URL("../../..", import.meta.url));
const prod = readFileSync(`${repository}/Pulumi.prod.yaml`, "utf8");

function checked(moment: string, text = prod, soonDays?: number) {
    const { settings } = stackFileSettings(text, "microsoft-connection");
    if (settings === undefined) throw new Error("the settings are broken");
    return checkStack({ stack: "prod", text, settings, now: new Date(moment), soonDays });
}

describe("urgency", () => {
    it.each([
        ["2027-03-16T23:59:59Z", "fine"],
        ["2027-03-17T00:00:01Z", "soon"],
        ["2027-04-16T00:00:00Z", "soon"],
        ["2027-04-16T00:00:01Z", "late"],
        ["2027-04-30T23:59:59Z", "late"],
        ["2027-05-01T00:00:00Z", "ended"],
    ])("at %s is %s for a secret until 2027-05-01", (now, urgency) => {
        expect(urgencyOf("2027-05-01T00:00:00Z", new Date(now), { soonDays: 44, lateDays: 14 })).toBe(urgency);
    });

    it.each([
        [180, undefined, { soonDays: 45, lateDays: 14 }],
        [730, undefined, { soonDays: 45, lateDays: 14 }],
        [30, undefined, { soonDays: 7, lateDays: 2 }],
        [180, 60, { soonDays: 60, lateDays: 14 }],
        [180, 9, { soonDays: 9, lateDays: 3 }],
    ])("begins, with %s days of life and %s asked for, at %o", (lifetime, asked, due) => {
        expect(dueOf(lifetime, asked)).toEqual(due);
    });

    it("has an exit code each, and the worst counts", () => {
        expect(exitCodes).toEqual({ fine: 0, soon: 3, late: 4, ended: 5 });
        expect(mostUrgent(["soon", "ended", "fine"])).toBe("ended");
        expect(mostUrgent([])).toBe("fine");
    });
});

describe("a check", () => {
    it("says how long each slot has; that an idle one ends is no hurry", () => {
        expect(checked("2027-02-10T08:00:00Z")).toEqual({
            stack: "prod",
            urgency: "fine",
            connections: [
                {
                    connection: "acme",
                    urgency: "fine",
                    slots: [
                        {
                            slot: "a",
                            active: false,
                            issued: "2026-08-03",
                            ends: "2027-01-30T00:00:00Z",
                            daysLeft: -12,
                        },
                        { slot: "b", active: true, issued: "2026-11-02", ends: "2027-05-01T00:00:00Z", daysLeft: 79 },
                    ],
                    notes: ["slot a has ended: no way back to it, and nothing is due for it"],
                },
                {
                    connection: "customers",
                    urgency: "fine",
                    slots: [
                        { slot: "a", active: true, issued: "2026-11-02", ends: "2027-05-01T00:00:00Z", daysLeft: 79 },
                    ],
                    notes: ["one slot only: the first rotation adds slot b"],
                },
            ],
        });
    });

    it("gives the command for what is due", () => {
        expect(checkText([checked("2027-04-25T08:00:00Z")])).toBe(`Stack prod
  late   acme
         slot a  idle    issued 2026-08-03, ended on 2027-01-30
         slot b  active  issued 2026-11-02, ends 2027-05-01, 5 days left
         slot a has ended: no way back to it, and nothing is due for it
  late   customers
         slot a  active  issued 2026-11-02, ends 2027-05-01, 5 days left
         one slot only: the first rotation adds slot b

Due:
  npm run rotate -- --stack prod --connection acme
  npm run rotate -- --stack prod --connection customers`);
    });

    it("is late at any time where a leaked slot is still there", () => {
        const leaked = prod.replace("          a:\n", "          # leaked: slot a of acme. Whatever\n          a:\n");
        const { connections, urgency } = checked("2026-12-01T08:00:00Z", leaked);
        expect(urgency).toBe("late");
        expect(connections[0]).toMatchObject({
            urgency: "late",
            due: "npm run rotate -- --stack prod --connection acme --compromised",
            notes: ["slot a leaked and is still there"],
        });
    });
});
