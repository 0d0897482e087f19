import type { Phrase } from "../../review/phrase.ts";
import type { Found, Kind } from "./finding.ts";

/** What a look for drift came to. */
export interface DriftReport {
    readonly stack: string;
    readonly project: string;

    /** What the state knows and that is otherwise now. */
    readonly changed: readonly ChangedResource[];

    /** Number of differences that the providers list and that are none. */
    readonly hidden: number;

    /** Every kind of thing that was looked for around the stack, and what there is of it. */
    readonly around: readonly LookedFor[];

    /** Why the state could not be compared with the clouds; what else was looked at stands all the same. */
    readonly failures: readonly string[];
}

/** A resource of the state that somebody changed or removed. */
export interface ChangedResource {
    readonly name: string;

    /** Type token. */
    readonly type: string;
    readonly what: "changed" | "gone";
    readonly differences: readonly ChangedProperty[];
    readonly mend: Phrase;
}

export interface ChangedProperty {
    /** Nested name, `options.scopes[1]`. */
    readonly path: string;
    readonly kind: "add" | "delete" | "update";

    /** Values, where they are known to be no secret. */
    readonly before?: string;
    readonly after?: string;
}

export interface LookedFor {
    readonly kind: Pick<Kind, "id" | "at" | "about">;

    /** `not looked at` says nothing of whether there is any. */
    readonly outcome: "none" | "found" | "not looked at" | "left out";
    readonly found: readonly Found[];

    /** Why it was not looked at. */
    readonly why?: string;
}

/** `drifted` wins: what was found is certain, whatever else could not be looked at. */
export type DriftOutcome = "clean" | "drifted" | "failed";

/** What a report comes to. Where something could not be looked at and nothing was found, that is not clean. */
export function outcomeOf({ around, changed, failures }: DriftReport): DriftOutcome {
    if (changed.length > 0 || around.some(({ outcome }) => outcome === "found")) return "drifted";
    if (failures.length > 0 || around.some(({ outcome }) => outcome === "not looked at")) return "failed";
    return "clean";
}

/** Exit codes of the command, and what they mean. */
export const exitCodes: readonly { readonly outcome: DriftOutcome; readonly code: number; readonly means: string }[] = [
    { outcome: "clean", code: 0, means: "everything was looked at, and nothing differs from what the stack declares" },
    { outcome: "drifted", code: 2, means: "something differs, or is there that the stack does not declare" },
    {
        outcome: "failed",
        code: 1,
        means: "nothing was found, but something could not be looked at, or the command could not do its work",
    },
];

/** What a report of one stack cannot know. */
export const scopeOfReport =
    "Known as declared is what this stack's state holds. Another stack or team may declare what is found here: it is named, not judged.";
