import { Refusal } from "../../clouds/refusal.ts";
import { type Check, type Result, unknown } from "./check.ts";
import { checks } from "./checks.ts";
import type { Patient } from "./patient.ts";

/** A check with what it came to. */
export interface Finding extends Result {
    readonly check: Check;
}

/** Looks at everything, side by side; a check that fails itself is one that could not be looked at, never the end. */
export function examine(patient: Patient, all: readonly Check[] = checks): Promise<Finding[]> {
    return Promise.all(
        all.map(async (check) => {
            try {
                return { check, ...(await check.run(patient)) };
            } catch (error) {
                return { check, ...reason(error) };
            }
        }),
    );
}

function reason(error: unknown): Result {
    if (error instanceof Refusal) {
        const text = `${error.by} says ${error.evidence}: ${error.message}`;
        return error.status === 403
            ? unknown(text, "give the credentials the right to read this, see docs/credentials.md")
            : unknown(text);
    }
    return unknown(error instanceof Error ? error.message : String(error));
}
