import { stackChange } from "../../review/engine-data/stack-change.ts";
import type { StackReport } from "../../review/report.ts";
import { stackReport } from "../../review/report-of.ts";
import type { StackChange } from "../../review/stack-change.ts";
import type { Recorded } from "./record-preview.ts";
import { withStableIds } from "./stable-ids.ts";

export interface Reviewed {
    readonly stack: string;
    readonly project: string;
    readonly operation: "update" | "destroy";

    /** What the fingerprint binds as settings. */
    readonly settings: unknown;

    /** Whether the world outlives the review: where it does not, the next one has other generated ids. */
    readonly isKept: boolean;
}

/** The report on what was recorded of one stack. A preview that did not end well without anybody refusing it is a failure. */
export function reportOn({ settings, isKept, ...stack }: Reviewed, recorded: Recorded): StackReport {
    const { base, state, events, plan, result, notes } = recorded;
    const read = events === "" ? withoutPreview(stack) : stackChange({ ...stack, state, events, plan });
    const outcome = read.outcome === "foreseen" && !result.succeeded ? "failed" : read.outcome;
    const errors = outcome === "failed" ? [...new Set([...read.errors, ...result.errors])] : read.errors;
    const change = { ...read, outcome, errors };
    const bound = isKept ? change : withStableIds(change);
    const report = stackReport(change, { settings, stateText: state, notes, bound });
    return base === undefined ? report : { ...report, base };
}

function withoutPreview(stack: Pick<Reviewed, "stack" | "project" | "operation">): StackChange {
    const nothing = { before: [], after: [], changes: [], policies: [], errors: [], warnings: [], unreadable: [] };
    return { ...stack, outcome: "failed", ...nothing };
}
