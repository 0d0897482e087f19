import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { comment, markdown, reportMarker } from "../../../review/markdown/markdown.ts";
import { phrase } from "../../../review/phrase.ts";
import type { ChangeReport, StackReport } from "../../../review/report.ts";
import { hostileReport } from "./hostile.ts";
import { elementsOf, rendered } from "./rendered.ts";
import { change, prod, quietStack, reportOn, richReport } from "./rich-report.ts";

const address = "https://github.example/acme/infra/actions/runs/1";

describe("a report as a comment", () => {
    it("is the whole report where there is room, and links to it", () => {
        const whole = markdown(richReport).trimEnd();

        expect(comment(richReport, { fullReportAt: address })).toBe(`${whole}\n\n[Full report](<${address}>)\n`);
    });

    it("says in words where the report is, without an address or with one that is none", () => {
        const words = "Full report: an artefact of the run that wrote this, and `npm run review`.\n";

        expect(comment(richReport)).toMatch(words);
        expect(comment(richReport, { fullReportAt: "javascript:alert(1)" })).toMatch(words);
        expect(comment(richReport, { fullReportAt: "![x](y)" })).toMatch(words);
    });

    it("begins with the marker", () => {
        expect(comment(richReport).startsWith(`${reportMarker}\n`)).toBe(true);
    });

    it("gives up what is folded first, and counts it", () => {
        const html = rendered(comment(reportOn(prod), { limit: 3125 }));

        expect(headings(html)).toEqual(headings(rendered(markdown(reportOn(prod)))));
        expect(html.querySelectorAll("li")).toHaveLength(18);
        expect(html.querySelectorAll("details").map((fold) => fold.querySelector("summary")?.text)).toEqual([
            "1 property in detail: endDate",
            "About this preview",
        ]);
        expect(html.text).toContain("3 properties: in the full report.");
        expect(html.text).toContain("2 properties: in the full report.");
    });

    it("keeps the first screen of each stack before details of any", () => {
        const stacks = ["a", "b", "c"].map((name) => ({
            ...prod,
            stack: name,
            changes: [...prod.changes, ...links(40)],
        }));
        const text = rendered(comment(reportOn(...stacks), { limit: 8000 })).text;

        expect(text.match(/every user of connection acme-entra is deleted/g)).toHaveLength(3);
        expect(text.match(/the old one is deleted before the new one is made/g)).toHaveLength(3);
        expect(text.match(/redirect-uri-is-auth0-callback: An app/g)).toHaveLength(3);
        expect(text.match(/changes: in the full report\./g)).not.toBeNull();
    });

    it("shows as many of 5,000 deletions as there is room for, whole, and counts the others", () => {
        const changes = Array.from({ length: 5000 }, (_, index) =>
            change({ kind: "client", name: `client-${index}`, operation: "delete", risk: "identity", summary: [] }),
        );
        const text = comment(reportOn({ ...quietStack("prod"), changes }));
        const shown = text.match(/^- \*\*deleted\*\* client `client-\d+`$/gm)?.length ?? 0;

        expect(text.length).toBeLessThanOrEqual(60_000);
        expect(text.length).toBeGreaterThan(59_000);
        expect(text).toContain(`… and ${(5000 - shown).toLocaleString("en")} changes more: in the full report.`);
    });

    it("shortens a long value, and says by how much", () => {
        const text = phrase`app ${"x".repeat(100_000)}`;
        const stack: StackReport = { ...quietStack("prod"), findings: [{ topic: "apps", weight: "notice", text }] };

        expect(comment(reportOn(stack))).toContain(
            `- **Users notice:** app \`${"x".repeat(300)}… (99,700 more characters)\`\n`,
        );
    });

    it("shows the first lines of a long error", () => {
        const error = Array.from({ length: 1000 }, (_, index) => `line ${index + 1}`).join("\n");

        expect(comment(reportOn({ ...quietStack("prod"), outcome: "failed", errors: [error] }))).toContain(
            "line 29\nline 30\n… (970 more lines)\n```",
        );
    });

    it("counts stacks for which there is no room", () => {
        const stacks = Array.from({ length: 400 }, (_, index) => quietStack(`stack-${index}`));
        const text = comment(reportOn(prod, ...stacks), { limit: 20_000 });

        expect(text.length).toBeLessThanOrEqual(20_000);
        expect(text).toContain("## prod: refused by 1 policy; 1 connection is replaced");
        expect(text).toMatch(/\n\d+ more stacks: in the full report\.\n/);
    });

    it("refuses a limit that leaves no room", () => {
        expect(() => comment(richReport, { limit: 500 })).toThrow(
            new RangeError("a comment has room for at least 2,000 characters, got a limit of 500"),
        );
    });

    it("fits under every limit, with every fold and fence closed, whatever comes from outside", () => {
        fc.assert(
            fc.property(hostileReport, fc.integer({ min: 2000, max: 6000 }), (report, limit) => {
                const text = comment(report, { limit, fullReportAt: address });
                const html = rendered(text);

                expect(text.length).toBeLessThanOrEqual(limit);
                expect(openFolds(text)).toBe(0);
                // The link to the full report stands last: in nothing that was left open.
                expect(html.querySelectorAll("a").map((link) => link.getAttribute("href"))).toEqual([address]);
                expect(html.querySelector("p:last-child > a")?.text).toBe("Full report");
                expect(elementsOf(html)).not.toContain("script");
            }),
            { interruptAfterTimeLimit: 2000, markInterruptAsFailure: false, numRuns: 80 },
        );
    });
});

function links(count: number): ChangeReport[] {
    return Array.from({ length: count }, (_, index) =>
        change({ kind: "client link", name: `link-${index}`, operation: "create", risk: "access", summary: [] }),
    );
}

function headings(html: ReturnType<typeof rendered>): string[] {
    return html.querySelectorAll("h2, h3").map(({ text }) => text);
}

function openFolds(text: string): number {
    const html = text.replace(/^(`{3,})\w+\n[\s\S]*?\n\1$/gm, "").split("\n");
    const count = (start: string) => html.filter((line) => line.startsWith(start)).length;
    return count("<details>") - count("</details>");
}
