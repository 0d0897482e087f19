import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { editedStackFile } from "../../../operate/rotate/edit-stack-file.ts";
import { lineDiff } from "../../../operate/rotate/line-diff.ts";
import type { RemoveSlot, RenewSlot } from "../../../operate/rotate/slot-change.ts";

const project = "microsoft-connection";
const repository = fileURLToPath(new URL("../../..", import.meta.url));
const prod = readFileSync(`${repository}/Pulumi.prod.yaml`, "utf8");

const renewal: RenewSlot = {
    kind: "renew",
    connection: "acme",
    slot: "a",
    before: { issued: "2026-08-03", ends: "2027-01-30T00:00:00Z" },
    after: { issued: "2027-01-15", ends: "2027-07-14" },
    endsEarly: false,
    former: { slot: "b", issued: "2026-11-02", ends: "2027-05-01T00:00:00Z" },
    leaked: false,
};
const removal: RemoveSlot = {
    kind: "remove",
    connection: "acme",
    slot: "b",
    before: { issued: "2026-11-02", ends: "2027-05-01T00:00:00Z" },
    active: { slot: "a", issued: "2027-01-15", ends: "2027-07-14T00:00:00Z" },
};

function edited(text: string, change: RenewSlot | RemoveSlot): string | undefined {
    return editedStackFile({ text, stack: "prod", project }, change);
}

function diff(text: string, change: RenewSlot | RemoveSlot): string[] | undefined {
    const result = edited(text, change);
    return result === undefined ? undefined : lineDiff(text, result);
}

/** A stack file with one connection whose client secret is written as given. */
function file(secret: string): string {
    return `config:\n  microsoft-connection:connections:\n    acme:\n      strategy: waad # theirs\n${secret}`;
}

describe("a renewed slot in a stack file", () => {
    it("is three lines in the repository's own, everything else to the letter", () => {
        expect(diff(prod, renewal)).toEqual([
            "  25 -         active: b",
            "  25 +         active: a",
            '  28 -             issued: "2026-08-03"',
            '  29 -             ends: "2027-01-30"',
            '  28 +             issued: "2027-01-15"',
            '  29 +             ends: "2027-07-14"',
        ]);
    });

    it.each([
        [
            "dates in single quotes, or in none, and comments at the end of a line",
            file(`      clientSecret:
        active: "b" # in use
        slots:
          b: {issued: 2026-11-02, ends: 2027-05-01}
          a:
            ends: 2027-01-30 # five months
            issued: '2026-08-03'
`),
            [
                '   6 -         active: "b" # in use',
                '   6 +         active: "a" # in use',
                "  10 -             ends: 2027-01-30 # five months",
                "  11 -             issued: '2026-08-03'",
                '  10 +             ends: "2027-07-14" # five months',
                "  11 +             issued: '2027-01-15'",
            ],
        ],
        [
            "all in one line",
            file(
                '      clientSecret: {active: b, slots: {a: {issued: "2026-08-03", ends: "2027-01-30"}, b: {issued: "2026-11-02", ends: "2027-05-01"}}}\n',
            ),
            [
                '   5 -       clientSecret: {active: b, slots: {a: {issued: "2026-08-03", ends: "2027-01-30"}, b: {issued: "2026-11-02", ends: "2027-05-01"}}}',
                '   5 +       clientSecret: {active: a, slots: {a: {issued: "2027-01-15", ends: "2027-07-14"}, b: {issued: "2026-11-02", ends: "2027-05-01"}}}',
            ],
        ],
        [
            "a day that stands for another by an alias, which is then written out",
            file(`      appName: &day 2026-08-03
      clientSecret:
        active: b
        slots:
          a: {issued: *day, ends: 2027-01-30}
          b: {issued: 2026-11-02, ends: 2027-05-01}
`),
            [
                "   7 -         active: b",
                "   7 +         active: a",
                "   9 -           a: {issued: *day, ends: 2027-01-30}",
                '   9 +           a: {issued: "2027-01-15", ends: "2027-07-14"}',
            ],
        ],
    ])("keeps how it is written: %s", (_how, text, lines) => {
        expect(diff(text, renewal)).toEqual(lines);
    });

    it.each([
        [
            "lines",
            "\n",
            file(`      clientSecret:
        active: b
        slots:
            b:
                issued: "2026-11-02"
                ends: "2027-05-01" # the day

      # to whom it may concern
      scopes: [openid]
`),
            [
                "   6 -         active: b",
                "   6 +         active: a",
                "  11 +             a:",
                '  12 +                 issued: "2027-01-15"',
                '  13 +                 ends: "2027-07-14"',
            ],
        ],
        [
            "lines that end as on Windows",
            "\r\n",
            file(`      clientSecret:
        active: b
        slots:
          b: { issued: "2026-11-02", ends: "2027-05-01" }`).replaceAll("\n", "\r\n"),
            [
                "   6 -         active: b",
                "   6 +         active: a",
                '   9 +           a: { issued: "2027-01-15", ends: "2027-07-14" }',
            ],
        ],
        [
            "one line",
            "\n",
            file(
                '      "clientSecret": {"active": "b", "slots": {"b": {"issued": "2026-11-02", "ends": "2027-05-01"}}}\n',
            ),
            [
                '   5 -       "clientSecret": {"active": "b", "slots": {"b": {"issued": "2026-11-02", "ends": "2027-05-01"}}}',
                '   5 +       "clientSecret": {"active": "a", "slots": {"b": {"issued": "2026-11-02", "ends": "2027-05-01"}, "a": { "issued": "2027-01-15", "ends": "2027-07-14" }}}',
            ],
        ],
    ])("is added after the other, written like it: %s", (_how, newLine, text, lines) => {
        expect(diff(text, { ...renewal, before: undefined })).toEqual(lines);
        const breaks = edited(text, { ...renewal, before: undefined })?.match(/\r?\n/g) ?? [];
        expect(new Set(breaks)).toEqual(new Set([newLine]));
    });

    it.each([
        [
            "a value that something else uses too",
            file(`      appName: *day
      clientSecret:
        active: b
        slots:
          a: {issued: 2026-08-03, ends: &end 2027-01-30}
          b: {issued: 2026-11-02, ends: *end}
`).replace("appName: *day", "appName: x"),
        ],
        [
            "slots that are another's",
            file(`      other: &slots {a: {issued: 2026-08-03, ends: 2027-01-30}, b: {issued: 2026-11-02, ends: 2027-05-01}}
      clientSecret: {active: b, slots: *slots}
`),
        ],
        ["connections that are JSON in a text", `config:\n  microsoft-connection:connections: '{"acme": {}}'\n`],
        ["an encrypted value", "config:\n  microsoft-connection:connections:\n    secure: v1:abc\n"],
    ])("is not written into %s", (_what, text) => {
        expect(edited(text, renewal)).toBeUndefined();
    });

    it("is marked beside it when the former one leaked, once, and the mark goes with the leaked slot", () => {
        const leaked = edited(prod, { ...renewal, leaked: true }) ?? "";
        expect(lineDiff(prod, leaked)).toContain(
            "  30 +           # leaked: slot b of acme. Once slot a is live: npm run rotate -- --stack prod --compromised",
        );
        expect(edited(leaked, { ...renewal, leaked: true })).toBe(leaked);
        expect(lineDiff(leaked, edited(leaked, removal) ?? "")).toEqual([
            "  30 -           # leaked: slot b of acme. Once slot a is live: npm run rotate -- --stack prod --compromised",
            "  31 -           b:",
            '  32 -             issued: "2026-11-02"',
            '  33 -             ends: "2027-05-01"',
        ]);
    });

    it.each([
        ['slots: {a: {issued: "1", ends: "2"}, b: {issued: "3", ends: "4"}}', 'slots: {a: {issued: "1", ends: "2"}}'],
        ['slots: {b: {issued: "3", ends: "4"}, a: {issued: "1", ends: "2"}}', 'slots: {a: {issued: "1", ends: "2"}}'],
    ])("leaves %s as %s when the other is removed", (before, after) => {
        const text = file(`      clientSecret:\n        active: a\n        ${before}\n`);
        expect(edited(text, removal)).toBe(text.replace(before, after));
    });

    it("changes what it is meant to change and nothing else, however the file is laid out", () => {
        const layout = fc.record({
            indent: fc.integer({ min: 1, max: 6 }),
            flow: fc.boolean(),
            quotes: fc.constantFrom("PLAIN", "QUOTE_DOUBLE", "QUOTE_SINGLE"),
            both: fc.boolean(),
            leaked: fc.boolean(),
            name: fc.stringMatching(/^[a-z][a-z-]{0,8}$/),
            comment: fc.stringMatching(/^[ -~]{0,20}$/),
        });
        fc.assert(
            fc.property(layout, ({ both, comment, flow, indent, leaked, name, quotes }) => {
                const slots = {
                    ...(both ? { a: { issued: "2026-08-03", ends: "2027-01-30" } } : {}),
                    b: { issued: "2026-11-02", ends: "2027-05-01" },
                };
                const value = (active: string, all: object) => ({
                    config: {
                        "microsoft-connection:connections": {
                            [name]: { strategy: "waad", clientSecret: { active, slots: all }, after: [1, "two"] },
                            last: { clientSecret: { active: "b", slots } },
                        },
                    },
                });
                const body = stringify(value("b", slots), {
                    indent,
                    defaultStringType: quotes as "PLAIN",
                    defaultKeyType: "PLAIN",
                    collectionStyle: flow ? "flow" : "block",
                    lineWidth: 0,
                    aliasDuplicateObjects: false,
                });
                const text = `# ${comment}\n${body}`;
                const after = { issued: "2027-01-15", ends: "2027-07-14" };
                fc.pre(name !== "last");
                const change = { ...renewal, connection: name, leaked, before: both ? slots.b : undefined };
                const result = edited(text, change) ?? "";

                expect(parse(result)).toEqual(value("a", { ...slots, a: after }));
                expect(result).toContain(`# ${comment}\n`);
                const lines = lineDiff(text, result).length;
                expect(lines).toBeLessThanOrEqual(flow ? 3 : 7);
                const back = edited(result, { ...removal, connection: name }) ?? "";
                expect(parse(back)).toEqual(value("a", { a: after }));
                expect(back).not.toContain("# leaked:");
            }),
            { interruptAfterTimeLimit: 3000, numRuns: 300 },
        );
    });
});
