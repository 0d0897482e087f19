import type { Report, StackReport } from "../report.ts";
import { countsText } from "./counts.ts";

const worlds: Readonly<Record<Report["world"], string>> = {
    sandbox: "on the local sandbox, with made-up users",
    real: "at the vendors",
};

/** Where a stack's report is from, and what it counts: `Previewed at the vendors: 1 replaced, 41 unchanged.` */
export function origin(stack: StackReport, world: Report["world"]): string {
    const where = worlds[world];
    if (stack.outcome === "failed") return `Tried ${where}. What there is below is not the whole change.`;
    const how = stack.operation === "destroy" ? "Taking the stack away, previewed" : "Previewed";
    return `${how} ${where}: ${countsText(stack)}.`;
}

/** Title of the notes: what the preview starts from, and takes for granted. */
export const notesTitle = "About this preview";
