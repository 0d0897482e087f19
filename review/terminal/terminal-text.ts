import type { Report, StackReport } from "../report.ts";
import { countsText, plural } from "../words/counts.ts";
import { headline, lossesOf, worstStacksFirst } from "../words/headline.ts";
import { visible } from "../words/visible.ts";
import { type Line, laidOut } from "./line.ts";
import { plain, plainValue } from "./plain.ts";
import { stackLines } from "./stack-lines.ts";

export interface TerminalOptions {
    /** Columns of the terminal: no line is longer. */
    readonly width: number;

    /** Whether the words that matter are coloured. @default false */
    readonly colour?: boolean;
}

/** A report to be read in a terminal: the worst first, everything told in words. Diagrams are left out. */
export function terminalText({ stacks, world }: Report, { width, colour = false }: TerminalOptions): string {
    const worstFirst = worstStacksFirst(stacks);
    const lines: Line[] = [
        ...overview(worstFirst),
        ...worstFirst.flatMap((stack) => [...(stacks.length > 1 ? [{ text: "" }] : []), ...stackLines(stack, world)]),
    ];
    return lines.flatMap((line) => laidOut(line, width, colour)).join("\n");
}

function overview(stacks: readonly StackReport[]): Line[] {
    if (stacks.length === 0) return [{ text: "No stack was reviewed." }];
    if (stacks.length === 1) return [];
    return [{ text: plural(stacks.length, "stack"), style: "heading" }, ...stacks.map(overviewLine)];
}

function overviewLine(stack: StackReport): Line {
    const losses = lossesOf(stack);
    const lost = losses === 0 ? "" : `; ${plural(losses, "loss", "losses")}`;
    const known = stack.outcome === "failed" ? "" : ` (${visible(countsText(stack))}${lost})`;
    return { depth: 1, text: `${plainValue(stack.stack)}: ${plain(headline(stack))}${known}` };
}
