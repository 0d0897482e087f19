import type { Phrase } from "../phrase.ts";
import { visible, visibleLines } from "../words/visible.ts";

/** A value from outside as a code span, in which nothing is Markdown, HTML, a mention or a link. */
export function code(value: string): string {
    const shown = visible(value) || '""';
    const fence = "`".repeat(longestRun(shown) + 1);
    // One space on each side is taken away again, where there is one on both sides.
    const padding = /^`|`$|^ .*[^ ].* $/.test(shown) ? " " : "";
    return `${fence}${padding}${shown}${padding}${fence}`;
}

/** A sentence, ours or from outside: its plain words stay as they are, all that could mean more to GitHub becomes a code span. */
export function prose(text: string): string {
    return visible(text).replace(/[^ ]+| +/g, (word) => {
        if (word.startsWith(" ")) return " ";
        if (isPlain(word)) return word.replace(/[[\]]/g, "\\$&");
        // The quotes and stops around an address are the sentence's.
        const [, before = "", core = "", after = ""] = /^(["(]*)(.*?)([")]*[,.;:]?)$/u.exec(word) ?? [];
        return core === "" ? code(word) : `${before}${code(core)}${after}`;
    });
}

/** A phrase: words of ours as prose, values as code spans. */
export function inline(phrase: Phrase): string {
    return spaced(mergedWords(phrase).map((part) => (typeof part === "string" ? prose(part) : code(part.value))));
}

/** Inline Markdown of the functions above as a cell of a table: a bar can stand in their code spans only. */
export function cell(text: string): string {
    // After a backslash GitHub and others disagree on whether the bar is escaped.
    return text.replaceAll("\\|", "\\\\u{7c}").replaceAll("|", "\\|");
}

/** Lines from outside in a fence that nothing in them closes. */
export function fence(text: string, language: "text" | "mermaid" | "sh"): string {
    const lines = visibleLines(text);
    const fence = "`".repeat(Math.max(3, longestRun(lines.join("\n")) + 1));
    return [`${fence}${language}`, ...lines, fence].join("\n");
}

/** A value as a code element, for a block of HTML: Markdown is not read there. */
export function codeElement(value: string): string {
    const shown = visible(value) || '""';
    return `<code>${shown.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)}</code>`;
}

/**
 * A word of letters, numbers and the punctuation of sentences. Not plain are: mentions, references (`#1`, `GH-1`,
 * commit hashes), host names and addresses, `:emoji:`, and everything that is syntax in Markdown or HTML.
 */
function isPlain(word: string): boolean {
    return plainCharacters.test(word) && !notPlain.some((pattern) => pattern.test(word));
}

const plainCharacters = /^[\p{L}\p{M}\p{N}'"‘’“”(),.;:!?%/[\]…–—→·-]+$/u;

const notPlain = [
    /[\p{L}\p{N}]\.[\p{L}]/u,
    /:[^"”)\]]/u,
    /\p{L}[\p{L}\p{N}]*-\d/u,
    /[0-9a-f]{7}/i,
    /^[-–—]{2,}$|^\d+[.)]$/,
];

/** Neighbouring words are one text: a reference could hide between two. */
function mergedWords(phrase: Phrase): Phrase {
    const parts: Phrase[number][] = [];
    for (const part of phrase) {
        const last = parts.at(-1);
        if (typeof part === "string" && typeof last === "string") parts[parts.length - 1] = last + part;
        else parts.push(part);
    }
    return parts;
}

/** Two code spans without a space between them would be one. */
function spaced(parts: readonly string[]): string {
    return parts.reduce(
        (text, part) => (text.endsWith("`") && part.startsWith("`") ? `${text} ${part}` : text + part),
        "",
    );
}

function longestRun(text: string): number {
    return (text.match(/`+/g) ?? []).reduce((longest, { length }) => Math.max(longest, length), 0);
}
