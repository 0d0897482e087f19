import type { Deployed } from "../deployed.ts";
import type { Seen } from "../operator/seen.ts";

/** Why a claim is broken: something in one of the two clouds is not as the stack's outputs say. */
export interface Cause {
    /** Stable name: `redirect-uri-missing`. */
    readonly id: string;

    /** What is wrong, what was found, what would be right. No secret is in it. */
    readonly problem: string;

    /** What to change, and the next command. */
    readonly mend: string;
}

/** One thing to look at, as a row of a table. */
export interface Check {
    readonly id: string;

    /** What is wrong, a sentence each; none where all is well. */
    readonly problems: (deployed: Deployed, seen: Seen, now: Date) => readonly string[];
    readonly mend: (deployed: Deployed) => string;
}

/** What was changed behind the stack's back is put back by the engine. */
export function putBack({ stack }: Deployed): string {
    return `it was changed outside of the stack: pulumi up --refresh --stack ${stack}`;
}
