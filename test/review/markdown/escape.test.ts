import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cell, code, codeElement, fence, inline, prose } from "../../../review/markdown/escape.ts";
import { phrase } from "../../../review/phrase.ts";
import { visible, visibleLines } from "../../../review/words/visible.ts";
import { hostileText } from "./hostile.ts";
import { elementsOf, gitHubSyntax, rendered, textOutsideCode } from "./rendered.ts";

const budget = { interruptAfterTimeLimit: 2000, markInterruptAsFailure: false, numRuns: 250 };

describe("a value in a code span", () => {
    it.each([
        ["acme", "`acme`"],
        ["a `b` c", "``a `b` c``"],
        ["`a", "`` `a ``"],
        ["```", "```` ``` ````"],
        [" a ", "`  a  `"],
        ["", '`""`'],
        ["a\nb", "`a\\nb`"],
        ["acme\u202egnp.exe", "`acme\\u{202e}gnp.exe`"],
        ["\u001b[2J", "`\\u{1b}[2J`"],
        ["a\u200bb", "`a\\u{200b}b`"],
        ["a\u115fb", "`a\\u{115f}b`"],
        ["a\u2800b", "`a\\u{2800}b`"],
        ["a\u00a0b", "`a\\u{a0}b`"],
    ])("%j is written %s", (value, written) => {
        expect(code(value)).toBe(written);
    });

    it("is shown as the visible form of the value, in a sentence", () => {
        fc.assert(
            fc.property(hostileText, (value) => {
                const html = rendered(`- ours ${code(value)} ours`);

                expect(html.querySelectorAll("code").map(({ text }) => text)).toEqual([visible(value) || '""']);
                expect(textOutsideCode(html).join("").trim()).toBe("ours  ours");
            }),
            budget,
        );
    });

    it("is shown so in a table too, but for a bar after a backslash", () => {
        fc.assert(
            fc.property(hostileText, hostileText, (one, other) => {
                const html = rendered(`| a | b |\n| --- | --- |\n| ${cell(code(one))} | ${cell(code(other))} |`);
                const cells = html.querySelectorAll("tbody td");

                expect(elementsOf(html)).toEqual(["code", "table", "tbody", "td", "th", "thead", "tr"]);
                expect(cells.map(({ text }) => text)).toEqual(
                    [one, other].map((value) => (visible(value) || '""').replaceAll("\\|", "\\\\u{7c}")),
                );
            }),
            budget,
        );
    });

    it("is shown so in a block of HTML", () => {
        fc.assert(
            fc.property(hostileText, (value) => {
                const html = rendered(`<details><summary>${codeElement(value)}</summary>\n\nours\n\n</details>`);

                expect(elementsOf(html)).toEqual(["code", "details", "p", "summary"]);
                expect(html.querySelector("summary")?.text).toBe(visible(value) || '""');
            }),
            budget,
        );
    });
});

describe("a sentence from outside", () => {
    it.each([
        ["An app registration has at least two owners.", "An app registration has at least two owners."],
        ['it is "http://a.example"; expected https', 'it is "`http://a.example`"; expected https'],
        ["asked by @octocat, see #1", "asked by `@octocat`, see `#1`"],
        ["GH-12 and acme-entra", "`GH-12` and acme-entra"],
        ["ends 2027-05-01", "ends 2027-05-01"],
        ["of deadbeef", "of `deadbeef`"],
        ["[secret]", "\\[secret\\]"],
        ["1. is no list", "`1`. is no list"],
        ["**bold** <b>", "`**bold**` `<b>`"],
    ])("%j is written %s", (text, written) => {
        expect(prose(text)).toBe(written);
    });

    it("keeps its words, and nothing in it is more than text or code", () => {
        fc.assert(
            fc.property(hostileText, (text) => {
                const html = rendered(`- **ours:** ${prose(text)}`);

                expect(["code"]).toEqual(expect.arrayContaining(elementsOf(html).filter((name) => !ours.has(name))));
                expect(html.text.trim()).toBe(`ours: ${visible(text).replace(/ +/g, " ")}`.trim());
                for (const piece of textOutsideCode(html)) {
                    for (const syntax of gitHubSyntax) expect(piece).not.toMatch(syntax);
                }
            }),
            budget,
        );
    });
});

const ours = new Set(["ul", "li", "strong"]);

describe("a phrase", () => {
    it("shows values as code between words", () => {
        expect(inline(phrase`people of ${"acme.example"} can sign in to ${"Portal"}`)).toBe(
            "people of `acme.example` can sign in to `Portal`",
        );
    });

    it("keeps values apart that follow one another", () => {
        expect(inline([{ value: "a" }, { value: "b" }])).toBe("`a` `b`");
    });

    it("finds a reference that its words hide between them", () => {
        expect(inline(["see GH", "-1"])).toBe("see `GH-1`");
    });
});

describe("a fence", () => {
    it("is longer than every fence in it", () => {
        expect(fence("a\n````\nb", "text")).toBe("`````text\na\n````\nb\n`````");
    });

    it("holds every line in its visible form", () => {
        fc.assert(
            fc.property(hostileText, (text) => {
                const html = rendered(`${fence(text, "text")}\n\nours`);

                expect(elementsOf(html)).toEqual(["code", "p", "pre"]);
                expect(html.querySelector("code")?.text.replace(/\n$/, "")).toBe(visibleLines(text).join("\n"));
                expect(html.querySelector("p")?.text).toBe("ours");
            }),
            budget,
        );
    });
});
