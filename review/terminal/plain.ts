import type { Phrase } from "../phrase.ts";
import { visible } from "../words/visible.ts";

/** A phrase for a terminal: nothing in a value reaches the terminal as a control character, or passes for words of ours. */
export function plain(phrase: Phrase): string {
    return phrase.map((part) => (typeof part === "string" ? visible(part) : plainValue(part.value))).join("");
}

/** A value from outside: as it is where it is one word, in quotes else. */
export function plainValue(value: string): string {
    const shown = visible(value);
    return /^[\p{L}\p{N}/.]\S*$/u.test(shown) ? shown : `"${shown}"`;
}
