import type { Report } from "../report.ts";
import { plural } from "../words/counts.ts";
import { nameOf } from "../words/name-of.ts";

/** Most characters of a text from outside in a comment. */
const longestText = 300;

/** Most lines of an error or a warning in a comment. */
const mostLines = 30;

/** A report in which every text from outside has at most some hundred characters, and says how many it had. */
export function shortened(report: Report): Report {
    return {
        ...report,
        stacks: report.stacks.map(({ diagram, errors, warnings, ...stack }) => ({
            ...texts(stack),
            errors: errors.map(fewerLines),
            warnings: warnings.map(fewerLines),
            ...(diagram === undefined ? {} : { diagram }),
        })),
    };
}

function texts<T>(part: T): T {
    if (typeof part === "string") return shorter(part) as T;
    if (Array.isArray(part)) return part.map(texts) as T;
    if (typeof part !== "object" || part === null) return part;
    return Object.fromEntries(
        // The name is what is shown of a URN: its end.
        Object.entries(part).map(([key, value]) => [texts(key), texts(key === "urn" ? nameOf(String(value)) : value)]),
    ) as T;
}

function shorter(text: string): string {
    if (text.length <= longestText) return text;
    const characters = [...text];
    const left = characters.length - longestText;
    return left <= 0 ? text : `${characters.slice(0, longestText).join("")}… (${plural(left, "more character")})`;
}

function fewerLines(text: string): string {
    const lines = text.split("\n");
    const left = lines.length - mostLines;
    const kept = lines.slice(0, mostLines).map(shorter);
    return (left <= 0 ? kept : [...kept, `… (${plural(left, "more line")})`]).join("\n");
}
