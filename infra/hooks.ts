import type * as pulumi from "@pulumi/pulumi";
import { handOverFirst } from "./hand-over-first.ts";
import { retryKnownRefusals } from "./known-refusals.ts";
import { type LeftoverSearch, removeLeftoverSecrets } from "./leftover-secrets.ts";
import { notThereYet } from "./not-there-yet.ts";

/** The hooks that a program's components share. */
export interface Hooks {
    /** Refuse, in a preview, to create what is there and not in the state; none in a program that is about to adopt it. */
    readonly notThereYet: pulumi.ResourceHook[];

    /** Refuses to make a list of links the only one while there are others. */
    readonly handOverFirst: pulumi.ResourceHook;

    /** Tries again where a refusal is known to pass, and gives advice where one is known that does not. */
    readonly retryKnownRefusals: pulumi.ErrorHook;

    /** Before a client secret is made, removes the one that an interrupted update made in its place. */
    readonly removeLeftoverSecrets: pulumi.ResourceHook;
}

/**
 * Registers the hooks; once per run of a program.
 *
 * @param leftovers what it takes to look for leftover secrets; without it none are looked for
 * @param adopting whether what is there already is about to be taken into the state
 */
export function sharedHooks(leftovers?: LeftoverSearch, adopting = false): Hooks {
    return {
        notThereYet: adopting ? [] : [notThereYet()],
        handOverFirst: handOverFirst(),
        retryKnownRefusals: retryKnownRefusals(),
        removeLeftoverSecrets: removeLeftoverSecrets(leftovers),
    };
}
