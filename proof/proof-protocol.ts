import type { ProofRow } from "./ledger.ts";
import type { ControlAccess } from "./sandbox-control.ts";
import type { Verdict } from "./verdict.ts";

/** What the judge's process is asked. */
export interface ProofRequest {
    readonly stack: string;

    /** Outputs of the stack, secrets in the clear. */
    readonly outputs: unknown;
    readonly control: ControlAccess;
}

/** What it answers: each row as it is tried, then the verdict, or why there is none. */
export type ProofMessage = { readonly row: ProofRow } | { readonly verdict: Verdict } | { readonly failure: string };
