/** Text in place of a part of another text. */
export interface Splice {
    readonly from: number;
    readonly to: number;
    readonly text: string;
}

/** A text with parts replaced; they do not overlap. */
export function spliced(text: string, splices: readonly Splice[]): string {
    return splices
        .toSorted((one, other) => other.from - one.from || other.to - one.to)
        .reduce((result, { from, to, text: part }) => result.slice(0, from) + part + result.slice(to), text);
}

/** Where the line of a position starts. */
export function lineStart(text: string, position: number): number {
    return text.lastIndexOf("\n", position - 1) + 1;
}

/** Where the line of a position ends, without what ends it. */
export function lineEnd(text: string, position: number): number {
    const end = text.indexOf("\n", position);
    if (end === -1) return text.length;
    return text[end - 1] === "\r" ? end - 1 : end;
}

/** The blanks that a line starts with. */
export function indentAt(text: string, position: number): string {
    return /^[ \t]*/.exec(text.slice(lineStart(text, position)))?.[0] ?? "";
}
