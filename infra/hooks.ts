import type * as pulumi from "@pulumi/pulumi";
import { handOverFirst } from "./hand-over-first.ts";
import { retryKnownRefusals } from "./known-refusals.ts";
import { type DirectoryToken, removeLeftoverSecrets } from "./leftover-secrets.ts";
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
 * @param directoryToken the deployer's access to its directory; without it nothing is looked for there
 * @param adopting whether what is there already is about to be taken into the state
 */
export function sharedHooks(directoryToken?: DirectoryToken, adopting = false): Hooks {
    return {
        notThereYet: adopting ? [] : [notThereYet()],
        handOverFirst: handOverFirst(),
        retryKnownRefusals: retryKnownRefusals(),
        removeLeftoverSecrets: removeLeftoverSecrets(directoryToken),
    };
}
