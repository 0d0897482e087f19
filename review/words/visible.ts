/**
 * A value from outside with everything in it that a reader could not see: control, format and bidirectional characters,
 * blanks that are no space, and what has no meaning are written as `\u{202e}`; line breaks and tabs as `\n`, `\r`, `\t`.
 */
export function visible(text: string): string {
    return text.replace(unseen, (character) => known[character] ?? `\\u{${character.codePointAt(0)?.toString(16)}}`);
}

/** The same, line by line: its line breaks stay. */
export function visibleLines(text: string): string[] {
    return text
        .replace(/\r\n/g, "\n")
        .replace(/\n+$/, "")
        .split("\n")
        .map((line) => visible(line.replace(/\t/g, "    ")));
}

// All but the space of \p{Z}; \u2800 is a braille pattern without dots, drawn as a blank.
const unseen = /(?! )[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/gu;

const known: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };
