import type { Report, StackReport } from "../../../review/report.ts";

/** A report on a stack in which nothing changes, but for what is given. */
export function stackReportOf(given: Partial<StackReport> = {}): StackReport {
    return {
        stack: "dev",
        project: "microsoft-connection",
        operation: "update",
        outcome: "foreseen",
        counts: { same: 12 },
        findings: [],
        changes: [],
        policies: [],
        credentials: [],
        hidden: 0,
        notes: [],
        errors: [],
        warnings: [],
        unreadable: [],
        ...given,
    };
}

export function reportOf(...stacks: readonly Partial<StackReport>[]): Report {
    return { version: 1, world: "sandbox", stacks: stacks.map(stackReportOf) };
}
