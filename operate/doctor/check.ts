import type { Patient } from "./patient.ts";

/** What a check came to. `unknown`: it could not be looked at, which is never the same as fine. */
export type Outcome = "fine" | "attention" | "broken" | "unknown";

export interface Result {
    readonly outcome: Outcome;

    /** What was seen. */
    readonly evidence: string;

    /** The command, or the page, that mends it. */
    readonly mend?: string;
}

/** What checks are about, in the order in which people look at them. */
export const groups = [
    "Tools and state",
    "Credentials",
    "Domains and the My Account API",
    "The tenant",
    "Client secrets and consent",
] as const;

/** One thing that can go wrong before anybody notices. It only reads. */
export interface Check {
    readonly id: string;
    readonly group: (typeof groups)[number];

    /** What holds when it is fine, as a sentence. */
    readonly about: string;
    readonly run: (patient: Patient) => Result | Promise<Result>;
}

export function fine(evidence: string): Result {
    return { outcome: "fine", evidence };
}

export function attention(evidence: string, mend: string): Result {
    return { outcome: "attention", evidence, mend };
}

export function broken(evidence: string, mend: string): Result {
    return { outcome: "broken", evidence, mend };
}

export function unknown(evidence: string, mend?: string): Result {
    return { outcome: "unknown", evidence, ...(mend === undefined ? {} : { mend }) };
}
