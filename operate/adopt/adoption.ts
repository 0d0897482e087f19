import type { Found } from "./found.ts";
import type { LostOption } from "./lost-options.ts";
import type { Edit } from "./proposal.ts";
import type { Remaining } from "./remaining.ts";

/** What an adoption would come to; no secret is in here. */
export interface Adoption {
    readonly stack: string;
    readonly found: Found;

    /** Changes of the stack file. */
    readonly edits: readonly Edit[];

    /** The stack file's text with them. */
    readonly text: string;

    /** What goes into the state: type and name. */
    readonly taken: readonly string[];

    /** What the first update after it would change. */
    readonly remaining: Remaining;

    /** Options of connections that the first update of each takes away. */
    readonly lost: readonly LostOption[];

    /** What the policy pack refuses of what is there: rule and sentence. */
    readonly refused: readonly string[];
}
