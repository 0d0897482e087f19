import type { Report, StackReport } from "../report.ts";
import { countsText, numbered, plural } from "../words/counts.ts";
import { headline, lossesOf, worstStacksFirst } from "../words/headline.ts";
import { cell, code, inline, prose } from "./escape.ts";
import type { Section } from "./section.ts";

/** All stacks at a glance, where there is more than one. */
export function overview({ stacks }: Report): Section[] {
    if (stacks.length === 1) return [];
    if (stacks.length === 0) {
        return [{ rank: "must", lead: "No stack was reviewed.", items: [], between: "\n", noun: ["", ""] }];
    }
    return [
        {
            rank: "first",
            lead: "| Stack | Verdict | Resources | Losses |\n| --- | --- | --- | ---: |",
            items: worstStacksFirst(stacks).map(row),
            between: "\n",
            noun: ["stack", "stacks"],
        },
    ];
}

function row(stack: StackReport): string {
    const known =
        stack.outcome === "failed" ? ["unknown", "unknown"] : [prose(countsText(stack)), numbered(lossesOf(stack))];
    const cells = [code(stack.stack), inline(headline(stack)), ...known];
    return `| ${cells.map(cell).join(" | ")} |`;
}

/** What stands for stacks for which there is no room. */
export function stacksLeftOut(count: number): string {
    return `${plural(count, "more stack")}: in the full report.`;
}
