import type { StackReport } from "../report.ts";
import { plural } from "./counts.ts";

/** What a reader does next; before the command that checks whether all is still as reviewed, where there is one. */
export function closing({ outcome, fingerprint }: StackReport): string {
    if (fingerprint === undefined) return "There is nothing to approve here: mend it, and review it again.";
    return outcome === "refused"
        ? "It cannot be deployed as it is. Whether it still is what was reviewed, this says:"
        : "Before deploying, check that this is still what would happen:";
}

/** How many differences are not shown because they are none; nothing where there are none. */
export function hiddenText({ hidden }: StackReport): string[] {
    return hidden === 0 ? [] : [`Hidden: ${plural(hidden, "difference that is none", "differences that are none")}.`];
}
