import type { Cause } from "./causes/cause.ts";
import { unexplained } from "./causes/causes.ts";
import type { Ledger, ProofRow } from "./ledger.ts";

/** What the judge found. */
export interface Verdict {
    readonly rows: readonly ProofRow[];

    /** Why claims are broken; none where all are held. */
    readonly causes: readonly Cause[];
    readonly milliseconds: number;
}

/**
 * The verdict on what was tried.
 * @param differences what was found in both clouds that is not as declared; undefined where they could not be seen
 * @param start when the judge began, in milliseconds of `performance.now()`
 */
export function verdictOf({ rows }: Ledger, differences: readonly Cause[] | undefined, start: number): Verdict {
    const isBroken = rows.some(({ outcome }) => outcome === "broken");
    const isExplained = differences !== undefined && differences.length > 0;
    return {
        rows,
        causes: isBroken ? (isExplained ? differences : unexplained(rows)) : [],
        milliseconds: Math.round(performance.now() - start),
    };
}
