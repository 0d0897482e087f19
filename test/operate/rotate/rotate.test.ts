import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkStack } from "../../../operate/rotate/check.ts";
import { daysLater, wholeDays } from "../../../operate/rotate/days.ts";
import { firstDayThatFits, newEnd } from "../../../operate/rotate/new-end.ts";
import { packDays } from "../../../operate/rotate/pack-days.ts";
import { type RotateArgs, type Rotation, rotate } from "../../../operate/rotate/rotate.ts";
import { rotationText } from "../../../operate/rotate/rotation-text.ts";
import { stackFileSettings } from "../../../operate/rotate/stack-file-settings.ts";
import { dueOf } from "../../../operate/rotate/urgency.ts";
import { clientSecretEndsInTime } from "../../../policies/rules/entra/client-secret-ends-in-time.ts";
import { clientSecretsEndApart } from "../../../policies/rules/stack/client-secrets-end-apart.ts";

const project = "microsoft-connection";
const repository = fileURLToPath(new URL("../../..", import.meta.url));
const prod = readFileSync(`${repository}/Pulumi.prod.yaml`, "utf8");

function argsOf(text: string, day: string, changes: Partial<RotateArgs> = {}): RotateArgs {
    const { problems, settings } = stackFileSettings(text, project);
    if (settings === undefined) throw new Error(JSON.stringify(problems));
    const now = new Date(`${day}T12:00:00Z`);
    return { stack: "prod", project, text, settings, now, packDays: packDays(undefined), ...changes };
}

function rotated(text: string, day: string, changes?: Partial<RotateArgs>): Rotation {
    return rotate(argsOf(text, day, changes));
}

function slotsIn(text: string, connection = "acme") {
    return stackFileSettings(text, project).settings?.connections[connection]?.clientSecret;
}

describe("the end of a new secret", () => {
    const rules = { lifetimeDays: 180, apartDays: 30 };

    it.each([
        ["as late as allowed", "2026-11-26", "2027-02-01T00:00:00Z", "2027-05-25"],
        ["before the other's where the two would end together", "2026-11-26", "2027-05-01T00:00:00Z", "2027-04-01"],
        ["before the other's moment, whole days", "2026-11-26", "2027-05-01T18:30:00Z", "2027-04-01"],
        ["as late as allowed where the other has ended", "2026-11-26", "2026-11-01T00:00:00Z", "2027-05-25"],
    ])("is %s", (_what, issued, otherEnds, end) => {
        expect(newEnd(issued, otherEnds, rules)).toBe(end);
    });

    it("is none where the secret would be due at once, until the day that is named", () => {
        const short = { lifetimeDays: 60, apartDays: 30 };
        expect(newEnd("2026-11-26", "2027-01-10T00:00:00Z", short)).toBeUndefined();
        expect(firstDayThatFits("2027-01-10T00:00:00Z", short)).toBe("2026-12-11");
        expect(newEnd("2026-12-11", "2027-01-10T00:00:00Z", short)).toBe("2027-02-09");
    });

    it("is within the lifetime, apart from the other's, and not due at once, always", () => {
        const ruleSets = fc.record({
            lifetimeDays: fc.integer({ min: 1, max: 730 }),
            apartDays: fc.integer({ min: 1, max: 120 }),
        });
        fc.assert(
            fc.property(ruleSets, fc.integer({ min: -400, max: 800 * 24 }), ({ apartDays, lifetimeDays }, hours) => {
                const other = new Date(Date.parse("2026-11-26") + hours * 3_600_000).toISOString();
                const end = newEnd("2026-11-26", other, { lifetimeDays, apartDays });
                if (end === undefined) {
                    const day = firstDayThatFits(other, { lifetimeDays, apartDays });
                    expect(newEnd(day, other, { lifetimeDays, apartDays })).toBe(daysLater(day, lifetimeDays));
                    return;
                }
                expect(wholeDays("2026-11-26", end)).toBeLessThanOrEqual(lifetimeDays);
                expect(wholeDays("2026-11-26", end)).toBeGreaterThan(dueOf(lifetimeDays).soonDays);
                expect(Math.abs(Date.parse(end) - Date.parse(other))).toBeGreaterThanOrEqual(apartDays * 86_400_000);
            }),
            { interruptAfterTimeLimit: 3000 },
        );
    });

    it("keeps to the policy pack's own defaults, and to a project's settings of it", () => {
        const daysOf = (rule: { configSchema?: { properties?: object } }) =>
            (rule.configSchema?.properties as { days?: { default: number } } | undefined)?.days?.default;
        expect(packDays(undefined)).toEqual({
            lifetime: daysOf(clientSecretEndsInTime),
            apart: daysOf(clientSecretsEndApart),
        });
        expect(packDays({ "client-secrets-end-apart": { days: 10 }, all: "mandatory" })).toEqual({
            lifetime: 180,
            apart: 10,
        });
    });
});

describe("a rotation", () => {
    it("renews the idle slot of every connection with a secret of its own, or adds it, and makes it active", () => {
        const { plans, problems, text } = rotated(prod, "2027-01-15");
        expect(problems).toEqual([]);
        expect(plans.map(({ kind, connection }) => [kind, connection])).toEqual([
            ["renew", "acme"],
            ["renew", "customers"],
        ]);
        expect(slotsIn(text)).toEqual({
            active: "a",
            slots: {
                a: { issued: "2027-01-15", ends: "2027-07-14T00:00:00Z" },
                b: { issued: "2026-11-02", ends: "2027-05-01T00:00:00Z" },
            },
        });
        expect(slotsIn(text, "customers")?.active).toBe("b");
    });

    it("is of the named connections only, or of those that are due", () => {
        expect(rotated(prod, "2027-01-15", { connections: ["customers"] }).plans).toHaveLength(1);
        expect(rotated(prod, "2027-01-15", { due: true })).toEqual({ plans: [], problems: [], text: prod });
        expect(rotated(prod, "2027-03-20", { due: true }).plans).toHaveLength(2);
        expect(rotated(prod, "2027-01-15", { due: true, soonDays: 150 }).plans).toHaveLength(2);
        expect(rotated(prod, "2027-01-15", { connections: ["acme", "acne"] }).problems).toEqual([
            'prod has no connection "acne"; it has: acme, customers',
        ]);
    });

    it("takes turns, five times, and each time the settings' rules pass", () => {
        let text = prod;
        const active = ["2027-01-15", "2027-05-20", "2027-09-20", "2028-02-20", "2028-07-20"].map((day) => {
            const rotation = rotated(text, day);
            expect(rotation.problems).toEqual([]);
            text = rotation.text;
            return slotsIn(text)?.active;
        });
        expect(active).toEqual(["a", "b", "a", "b", "a"]);
    });

    it("is done once a day", () => {
        const { text } = rotated(prod, "2027-01-15");
        const again = rotated(text, "2027-01-15");
        expect(again.text).toBe(text);
        expect(again.plans.map(({ kind }) => kind)).toEqual(["done", "done"]);
    });

    it("lasts no longer than the pack allows, whatever secretLifetimeDays says", () => {
        const longer = prod.replace("config:", "config:\n  microsoft-connection:secretLifetimeDays: 365");
        expect(slotsIn(rotated(longer, "2027-01-15").text)?.slots.a?.ends).toBe("2027-07-14T00:00:00Z");
    });

    it("says what cannot be, all of it, and changes nothing", () => {
        const short = prod
            .replace("config:", "config:\n  microsoft-connection:secretLifetimeDays: 60")
            .replaceAll('"2027-05-01"', '"2026-12-30"')
            .replace('"2027-01-30"', '"2026-09-30"');
        const { problems, text } = rotated(short, "2026-11-20");
        expect(text).toBe(short);
        expect(problems).toEqual([
            "acme: no end fits for a secret issued on 2026-11-20: it may last 60 days and has to end 30 days from slot b, which ends 2026-12-30. From 2026-11-30 on there is one; or let secretLifetimeDays, or the policy client-secrets-end-apart, allow more",
            "customers: no end fits for a secret issued on 2026-11-20: it may last 60 days and has to end 30 days from slot a, which ends 2026-12-30. From 2026-11-30 on there is one; or let secretLifetimeDays, or the policy client-secrets-end-apart, allow more",
        ]);
    });

    it("names the connection whose secret is shared", () => {
        const [acme = "", rest = ""] = prod.split("    # Customers' directories");
        const open = [
            acme
                .replace("      directory: acme.example\n", "      commonEndpoint: true\n")
                .replace("      domainAliases: [acme.example]\n", ""),
            "    customers:\n      strategy: waad\n      commonEndpoint: true\n      appRegistration: acme\n      scopes: [openid, offline_access, User.Read, Calendars.Read]\n",
            rest.slice(rest.indexOf("  microsoft-connection:clients")),
        ].join("");
        expect(rotated(open, "2027-01-15", { connections: ["customers"] }).problems).toEqual([
            "customers: it shares the client secret of acme: rotate that",
        ]);
        const both = rotated(open, "2027-01-15");
        const shown = { before: open, ...argsOf(open, "2027-01-15"), ...both, dryRun: false };
        expect(rotationText(shown)).toContain("3. gives it to connections acme, customers, which share it");
    });

    it("gives the lines to write where the file cannot be edited", () => {
        const aliased = prod
            .replace(
                /slots:\n {10}a:\n {12}issued: "2026-08-03"\n {12}ends: "2027-01-30"\n {10}b:/,
                'slots:\n          a:\n            issued: "2026-08-03"\n            ends: &end "2027-01-30"\n          b:',
            )
            .replace("appName: Acme Login", "appName: Acme Login\n      iconUrl: https://x.example/i.png")
            .replace(
                'issued: "2026-11-02"\n            ends: "2027-05-01"\n    # Customers',
                'issued: "2026-11-02"\n            ends: *end\n    # Customers',
            );
        expect(rotated(aliased, "2027-01-29", { connections: ["acme"] }).problems).toEqual([
            `acme: the stack file is written so that these lines cannot be changed by themselves (an alias, a merged mapping, or JSON in a text). Write by hand:
      clientSecret:
        active: "a"
        slots:
          a:
            issued: "2027-01-29"
            ends: "2027-07-28"
          b:
            issued: "2026-11-02"
            ends: "2027-01-30T00:00:00Z"`,
        ]);
    });
});

describe("a compromised secret", () => {
    const isLive = () => true;

    it("is rotated away first, and removed once the other is live: two changes, and no third", () => {
        const first = rotated(prod, "2027-01-15", { compromised: true, connections: ["acme"] });
        expect(first.plans).toMatchObject([{ kind: "renew", slot: "a", leaked: true }]);
        expect(first.text).toContain("# leaked: slot b of acme.");

        const waiting = rotated(first.text, "2027-01-15", { compromised: true });
        expect(waiting.text).toBe(first.text);
        expect(waiting.plans).toEqual([
            {
                kind: "done",
                connection: "acme",
                text: "the first step is written and not deployed: slot a (issued 2027-01-15) is not the one in use yet. Deploy it, then run this again to remove slot b: pulumi up --stack prod",
            },
        ]);

        const second = rotated(first.text, "2027-01-16", { compromised: true, isLive });
        expect(second.plans).toMatchObject([{ kind: "remove", slot: "b" }]);
        expect(slotsIn(second.text)).toEqual({
            active: "a",
            slots: { a: { issued: "2027-01-15", ends: "2027-07-14T00:00:00Z" } },
        });
        expect(second.text).not.toContain("# leaked");
    });

    it("keeps other rotations of its connection waiting until it is gone", () => {
        const { text } = rotated(prod, "2027-01-15", { compromised: true, connections: ["acme"] });
        expect(rotated(text, "2027-02-15", { due: true }).problems).toHaveLength(1);
        expect(rotated(text, "2027-02-15").problems).toEqual([
            "acme: slot b is marked as leaked and still there; remove it first: npm run rotate -- --stack prod --compromised",
        ]);
    });

    it("is marked still where somebody went back to it, and rotated away again", () => {
        const { text } = rotated(prod, "2027-01-15", { compromised: true, connections: ["acme"] });
        const back = text.replace(
            'active: a\n        slots:\n          a:\n            issued: "2027-01-15"',
            'active: b\n        slots:\n          a:\n            issued: "2027-01-15"',
        );
        const again = rotated(back, "2027-01-17", { connections: ["acme"] });
        expect(again.plans).toMatchObject([{ kind: "renew", slot: "a", leaked: true }]);
        expect(again.text.match(/# leaked/g)).toHaveLength(1);
    });
});

describe("what a rotation says", () => {
    it("is what changes, what stays, what the next up does, and the way back", () => {
        const rotation = rotated(prod, "2026-11-26", { connections: ["acme"] });
        const text = rotationText({ before: prod, ...argsOf(prod, "2026-11-26"), ...rotation, dryRun: false });
        expect(text).toBe(`Stack prod: Pulumi.prod.yaml is changed
  25 -         active: b
  25 +         active: a
  28 -             issued: "2026-08-03"
  29 -             ends: "2027-01-30"
  28 +             issued: "2026-11-26"
  29 +             ends: "2027-04-01"

acme (acme-entra): slot a is renewed and becomes active
  slot a until now: issued 2026-08-03, ends 2027-01-30
  slot a from now:  issued 2026-11-26, ends 2027-04-01 (apart from slot b), active
  slot b stays as it is: issued 2026-11-02, valid until 2027-05-01 (155 days)
What the next \`pulumi up\` does, with acme usable at every moment:
  1. removes the secret of slot a, which nothing uses, and makes another (two at most at a time)
  2. tries it at Microsoft's token endpoint until it is accepted: some seconds as a rule, two minutes at most
  3. gives it to connection acme; refused before, all goes on with slot b
The way back: set active: b and deploy.

Nothing is deployed: the change goes through review.
  git diff Pulumi.prod.yaml
  pulumi preview --stack prod
  pulumi up --stack prod`);
    });
});

describe("the first rotation after an adoption", () => {
    const adopted = prod.replace(
        /clientSecret:\n {8}# The slots take turns.*?\n {8}active: b\n(?: {8}.*\n)+/,
        "clientSecret:\n        active: existing\n",
    );

    it("adds a slot and makes it active, and the settings' rules pass", () => {
        expect(slotsIn(adopted)).toEqual({ active: "existing", slots: {} });
        const { plans, problems, text } = rotated(adopted, "2026-11-26", { connections: ["acme"] });
        expect(problems).toEqual([]);
        expect(plans).toMatchObject([{ kind: "renew", slot: "a", former: undefined, leaked: false }]);
        expect(slotsIn(text)).toEqual({
            active: "a",
            slots: { a: { issued: "2026-11-26", ends: "2027-05-25T00:00:00Z" } },
        });
    });

    it.each([
        ["on one line", "{ active: existing }"],
        ["with slots that are none", "\n        active: existing\n        slots: {}"],
    ])("edits it %s", (_how, secret) => {
        const text = adopted.replace("clientSecret:\n        active: existing", `clientSecret: ${secret}`);
        expect(slotsIn(rotated(text, "2026-11-26", { connections: ["acme"] }).text)?.active).toBe("a");
    });

    it("is due at any time, because nobody here knows when the secret ends", () => {
        expect(rotated(adopted, "2026-11-26", { due: true }).plans).toMatchObject([{ connection: "acme" }]);
        const { settings } = stackFileSettings(adopted, project);
        if (settings === undefined) throw new Error("the settings are broken");
        const { connections, urgency } = checkStack({
            stack: "prod",
            text: adopted,
            settings,
            now: new Date("2026-11-26"),
        });
        expect(urgency).toBe("soon");
        expect(connections[0]).toEqual({
            connection: "acme",
            urgency: "soon",
            slots: [],
            due: "npm run rotate -- --stack prod --connection acme",
            notes: [
                "it keeps the secret that it was adopted with, whose end only Microsoft knows: a rotation adds slot a",
            ],
        });
    });

    it("says that there is no way back, and what to do at Microsoft", () => {
        const rotation = rotated(adopted, "2026-11-26", { connections: ["acme"], compromised: true });
        const text = rotationText({ before: adopted, ...argsOf(adopted, "2026-11-26"), ...rotation, dryRun: false });
        expect(text).toContain("slot a is added and becomes active, in place of the secret that it was adopted with");
        expect(text).toContain("There is no way back to the former secret: nobody here knows it.");
        expect(text).toContain("it leaked, so do that as soon as the new one is live.");
    });
});
