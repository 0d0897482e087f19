import type { Phrase } from "../../review/phrase.ts";
import type { Declared } from "./declared.ts";
import type { ListName, Lists } from "./lists.ts";

/** Something around a stack that its state does not declare. It is named, not judged: another stack may declare it. */
export interface Found {
    /** What it is, a sentence. */
    readonly text: Phrase;

    /** What was seen of it: ids, dates, names. */
    readonly evidence: readonly Phrase[];

    /** How it is taken in, or taken away: a setting, a command, a page. */
    readonly mend: Phrase;

    /** Property of a resource that a refresh shows the same thing in; it is told once. */
    readonly tells?: { readonly urn: string; readonly path: string };
}

/** Where a finding's remedy is put down. */
export interface About {
    readonly declared: Declared;
    readonly stack: string;
}

/** One kind of thing that can be there without being declared, as a row of a table. */
export interface Kind {
    /** Stable name: `clients-enabled-by-hand`. */
    readonly id: string;
    readonly at: "auth0" | "microsoft";

    /** What holds when nothing is found, as a sentence. */
    readonly about: string;

    /** What in the state says what is declared. */
    readonly declaredBy: string;

    /** Lists that it takes to know. */
    readonly reads: readonly ListName[];
    readonly find: (lists: Lists, about: About) => readonly Found[];
}
