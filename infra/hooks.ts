import type * as pulumi from "@pulumi/pulumi";
import { applicationsAs } from "./directory-applications.ts";
import { handOverFirst } from "./hand-over-first.ts";
import { retryKnownRefusals } from "./known-refusals.ts";
import { type LeftoverSearch, removeLeftoverSecrets } from "./leftover-secrets.ts";
import { notThereYet } from "./not-there-yet.ts";

/** The hooks that a program's components share. */
export interface Hooks {
    /** Refuse to create what is there and not in the state; none in a program that is about to adopt it. */
    readonly notThereYet: pulumi.ResourceHook[];

    /** Refuses to make a list of links the only one while there are others. */
    readonly handOverFirst: pulumi.ResourceHook;

    /** Tries again where a refusal is known to pass, and gives advice where one is known that does not. */
    readonly retryKnownRefusals: pulumi.ErrorHook;

    /** Before a client secret is made, removes the one that an interrupted update made in its place. */
    readonly removeLeftoverSecrets: pulumi.ResourceHook;
}

export interface SharedHooksArgs {
    /** The stack, as what it owns says: `microsoft-connection/dev`. */
    readonly owningStack: string;

    /** What it takes to look for leftover secrets, and for app registrations. @default none are looked for */
    readonly leftovers?: LeftoverSearch | undefined;

    /** Whether what is there already is about to be taken into the state. @default false */
    readonly adopting?: boolean | undefined;
}

/** Registers the hooks; once per run of a program. */
export function sharedHooks({ adopting = false, leftovers, owningStack }: SharedHooksArgs): Hooks {
    const listApplications = leftovers && (() => applicationsAs(leftovers.token));
    return {
        notThereYet: adopting ? [] : [notThereYet({ owningStack, listApplications })],
        handOverFirst: handOverFirst(),
        retryKnownRefusals: retryKnownRefusals(owningStack),
        removeLeftoverSecrets: removeLeftoverSecrets(leftovers),
    };
}
