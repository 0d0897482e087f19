import { styleText } from "node:util";
import { wrapped } from "./wrapped.ts";

/** A line of a report, before it is wrapped and coloured. */
export interface Line {
    /** Without control characters. */
    readonly text: string;

    /** Steps of the indent. @default 0 */
    readonly depth?: number;

    /** Word in front that carries the style; without one, the whole line does. */
    readonly mark?: string;
    readonly style?: keyof typeof formats;
}

const formats = {
    heading: ["bold"],
    bad: ["bold", "red"],
    care: ["yellow"],
    good: ["green"],
    quiet: ["dim"],
} as const;

/** A line as a terminal of so many columns shows it. */
export function laidOut({ text, depth = 0, mark, style }: Line, width: number, colour: boolean): string[] {
    if (text === "" && mark === undefined) return [""];
    // Steps that would leave no room for words are not taken.
    const indent = "  ".repeat(width < narrow ? Math.min(depth, 1) : depth);
    const whole = mark === undefined ? text : `${mark} ${text}`;
    const lines = wrapped(whole, width, [indent, `${indent}${width < narrow ? "" : "  "}`]);
    if (!colour || style === undefined) return lines;
    const painted = (part: string) => styleText([...formats[style]], part, { validateStream: false });
    if (mark === undefined) return lines.map(painted);
    return lines.map((line, index) => (index === 0 ? line.replace(mark, painted) : line));
}

const narrow = 40;
