import { plural } from "../words/counts.ts";

/**
 * A part of a report that is shown whole, as its first items, or as their count. What it is made of is Markdown already;
 * nothing of it is ever cut.
 */
export interface Section {
    /** `must` is always there; `first` belongs on the first screen; `detail` is next, `fold` gives way first. */
    readonly rank: "must" | "first" | "detail" | "fold";

    /** What comes before the items: a heading, the head of a table. */
    readonly lead: string;

    /** Each stands alone: a list's item, a table's row, a fence. */
    readonly items: readonly string[];
    readonly between: "\n" | "\n\n";

    /** What an item is, in the singular and the plural. */
    readonly noun: readonly [one: string, many: string];

    /** Title of the fold that hides it until somebody opens it: HTML. @default not folded */
    readonly fold?: string;
}

/** A section with its first items; with none of them, only their count and where they are. */
export function written(section: Section, items = section.items.length): string {
    const { lead, between, noun, fold } = section;
    const left = section.items.length - items;
    if (left > 0 && items === 0) return `${elsewhereLead(section)}${plural(left, ...noun)}: in the full report.`;
    const rest = left === 0 ? [] : [`… and ${plural(left, ...noun)} more: in the full report.`];
    const own = [section.items.slice(0, items).join(between)].filter((text) => text !== "");
    const body = [...(lead === "" ? own : [[lead, ...own].join(lead.endsWith("|") ? "\n" : "\n\n")]), ...rest].join(
        "\n\n",
    );
    return fold === undefined ? body : `<details><summary>${fold}</summary>\n\n${body}\n\n</details>`;
}

/** Headings stay where what they head gives way; the head of a table, and the title of a fold, do not. */
function elsewhereLead({ lead, fold }: Section): string {
    return fold === undefined && lead.startsWith("#") ? `${lead}\n\n` : "";
}
