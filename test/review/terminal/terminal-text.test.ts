import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { phrase } from "../../../review/phrase.ts";
import type { StackReport } from "../../../review/report.ts";
import { plainValue } from "../../../review/terminal/plain.ts";
import { terminalText } from "../../../review/terminal/terminal-text.ts";
import { columns, wrapped } from "../../../review/terminal/wrapped.ts";
import { hostileReport, hostileText } from "../markdown/hostile.ts";
import { change, quietStack, reportOn, richReport } from "../markdown/rich-report.ts";

const budget = { interruptAfterTimeLimit: 2000, markInterruptAsFailure: false, numRuns: 100 };

describe("a report in a terminal", () => {
    it("reads like a page: the worst stack first, and in it the worst first", async () => {
        await expect(`${terminalText(richReport, { width: 100 })}\n`).toMatchFileSnapshot("rich-report.txt");
    });

    it("is short where nothing changes", () => {
        expect(terminalText(reportOn(quietStack("dev")), { width: 80 })).toBe(`dev: no changes
Previewed at the vendors: 41 unchanged.

Before deploying, check that this is still what would happen:
  npm run review -- --stack dev --real --check 0f3a91c2.77b0de14.c4d5aa90`);
    });

    it("colours the words that matter, and changes no letter by it", () => {
        const text: StackReport["findings"] = [
            { topic: "users", weight: "loss", text: phrase`users of ${"acme"} are deleted` },
        ];
        const report = reportOn({ ...quietStack("prod"), findings: text });
        const coloured = terminalText(report, { width: 80, colour: true });

        expect(coloured).toContain("  \u001b[1m\u001b[31mLost:\u001b[39m\u001b[22m users of acme are deleted\n");
        expect(stripVTControlCharacters(coloured)).toBe(terminalText(report, { width: 80 }));
    });

    it("tells of new and deleted resources how many properties they have, of others which", () => {
        const properties = [{ path: "name", kind: "add", after: [{ value: "a b" }], replaces: false } as const];
        const text = terminalText(
            reportOn({
                ...quietStack("dev"),
                changes: [
                    change({ kind: "client", name: "new", operation: "create", properties }),
                    change({ kind: "client", name: "old", operation: "update", properties }),
                ],
            }),
            { width: 80 },
        );

        expect(text).toContain("  created client new\n    1 property\n");
        expect(text).toContain('  changed client old\n    name: not set → "a b"\n');
    });

    it("has no line that is longer than the terminal, and no control character, whatever comes from outside", () => {
        fc.assert(
            fc.property(hostileReport, fc.integer({ min: 20, max: 120 }), (report, width) => {
                const lines = terminalText(report, { width }).split("\n");

                expect(lines.filter((line) => columns(line) > width)).toEqual([]);
                expect(lines.filter((line) => /(?!\n)\p{C}/u.test(line))).toEqual([]);
            }),
            budget,
        );
    });
});

describe("a value in a terminal", () => {
    it.each([
        ["acme-entra", "acme-entra"],
        ["https://login.acme.example", "https://login.acme.example"],
        ["Acme Portal", '"Acme Portal"'],
        ["", '""'],
        ["[secret]", '"[secret]"'],
        ["\u001b[31mred", '"\\u{1b}[31mred"'],
        ["a\nb", "a\\nb"],
    ])("%j is shown as %s", (value, shown) => {
        expect(plainValue(value)).toBe(shown);
    });
});

describe("a wrapped text", () => {
    it("is cut between words, and goes on under the indent", () => {
        expect(wrapped("one two three four", 10, ["- ", "  "])).toEqual(["- one two", "  three", "  four"]);
    });

    it("is cut within a word that is longer than a line", () => {
        expect(wrapped("a https://x.example b", 8, ["", ""])).toEqual(["a", "https://", "x.exampl", "e b"]);
    });

    it("counts wide characters as two columns, and marks as none", () => {
        expect(wrapped("名名 名名", 4, ["", ""])).toEqual(["名名", "名名"]);
        expect(columns("e\u0301")).toBe(1);
    });

    it("loses no character but blanks at a cut", () => {
        fc.assert(
            fc.property(hostileText, fc.integer({ min: 2, max: 40 }), (text, width) => {
                const line = text.replace(/[\p{C}\p{Z}]/gu, " ");

                expect(wrapped(line, width, ["", ""]).join("").replaceAll(" ", "")).toBe(line.replaceAll(" ", ""));
            }),
            budget,
        );
    });
});
