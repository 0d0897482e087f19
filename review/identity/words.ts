import { joined, type Phrase, phrase } from "../phrase.ts";
import { unknownMark } from "../stack-change.ts";
import type { Known } from "./read.ts";

/** Most names in one sentence. */
const most = 6;

/** `A`, `A and B`, `A, B and C`; of many the first, and how many more. */
export function names(values: readonly (string | Phrase)[], last = "and"): Phrase {
    const each = values.map((value) => phrase`${value}`);
    const left = values.length - most;
    if (left > 1) return [...joined(each.slice(0, most), ", "), ` and ${left} more`];
    if (each.length < 2) return each.flat();
    return [...joined(each.slice(0, -1), ", "), ` ${last} `, ...(each.at(-1) ?? [])];
}

/** A word for one, and another for more of them. */
export function plural(count: number, one: string, more: string): string {
    return count === 1 ? one : more;
}

/** A value in a sentence, also where there is none yet. */
export function shown(value: Known<string>, none = "none"): Phrase {
    if (value === unknownMark) return ["a value known after the update"];
    return value === undefined ? [none] : phrase`${value}`;
}

/** The day that something ends: `which ends 2027-05-01`. */
export function ending(ends: Known<string>): Phrase {
    if (ends === unknownMark) return ["whose end is known after the update"];
    return ends === undefined
        ? ["which has no end of its own, so that Microsoft's default counts"]
        : phrase`which ends ${ends}`;
}

/** Sentences one after the other; those that have nothing to say are left out. */
export function sentences(...some: readonly (Phrase | undefined)[]): Phrase {
    return joined(some.filter((one) => one !== undefined && one.length > 0) as readonly Phrase[], " ");
}

/** A sentence that begins with a word of ours, with a capital letter. */
export function capital(sentence: Phrase): Phrase {
    const [first, ...rest] = sentence;
    return typeof first === "string" ? [first.charAt(0).toUpperCase() + first.slice(1), ...rest] : sentence;
}
