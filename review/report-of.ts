import { changeReport } from "./changes/change-report.ts";
import { withoutCredentials } from "./credential-shape.ts";
import { credentialsInState } from "./credentials-in-state.ts";
import { diagram } from "./diagram.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { findings } from "./identity/findings.ts";
import { type ChangeReport, risks, type StackReport } from "./report.ts";
import type { PolicyVerdict, StackChange } from "./stack-change.ts";

/** What a report needs beside the change itself. */
export interface Extras {
    /** The stack's resolved configuration as JSON, secrets as ciphertext. */
    readonly settings: unknown;

    /** The state that the change starts from, as `pulumi stack export` gives it. */
    readonly stateText: string;

    /** What a reader has to know of the preview itself, a sentence each. @default nothing */
    readonly notes?: readonly string[];

    /** The change that the fingerprint is of, where the next one of the same would differ by chance. @default the change itself */
    readonly bound?: StackChange;
}

/** The report on one stack's change: the worst first, no secret in it, and nothing left out that could not be read. */
export function stackReport(
    change: StackChange,
    { settings, stateText, notes = [], bound = change }: Extras,
): StackReport {
    const changes = change.changes.map((one) => changeReport(one, change)).sort(worstFirst);
    const picture = diagram(change);
    return {
        stack: change.stack,
        project: change.project,
        operation: change.operation,
        outcome: change.outcome,
        ...(change.outcome === "failed" ? {} : { fingerprint: fingerprintOf(bound, settings) }),
        counts: counts(change),
        findings: findings(change),
        changes,
        policies: [...change.policies].sort(byRule).map((verdict) => ({
            ...verdict,
            purpose: withoutCredentials(verdict.purpose),
            problems: verdict.problems.map(withoutCredentials),
        })),
        credentials: credentialsInState(stateText),
        hidden: changes.reduce((sum, { hidden }) => sum + hidden, 0),
        ...(picture === undefined ? {} : { diagram: picture }),
        notes: notes.map(withoutCredentials),
        errors: change.errors.map(withoutCredentials),
        warnings: change.warnings.map(withoutCredentials),
        unreadable: [...change.unreadable.map(withoutCredentials), ...unknownTypes(changes)],
    };
}

function worstFirst(one: ChangeReport, other: ChangeReport): number {
    const [rank, otherRank] = [one, other].map(({ risk }) => risks.findIndex(({ id }) => id === risk));
    return (rank ?? 0) - (otherRank ?? 0) || compare(one.name, other.name) || compare(one.urn, other.urn);
}

/** The engine tells them in the order in which resources come, which is another one in every run. */
function byRule(one: PolicyVerdict, other: PolicyVerdict): number {
    return compare(one.rule, other.rule) || compare(one.urn ?? "", other.urn ?? "");
}

function compare(one: string, other: string): number {
    return one < other ? -1 : Number(one > other);
}

function counts({ before, after, changes }: StackChange): Record<string, number> {
    const byOperation = Map.groupBy(changes, ({ operation }) => operation);
    const changed = new Set(changes.map(({ urn }) => urn));
    const same = new Set([...before, ...after].map(({ urn }) => urn).filter((urn) => !changed.has(urn))).size;
    return {
        ...Object.fromEntries([...byOperation].map(([operation, { length }]) => [operation, length])),
        ...(same === 0 ? {} : { same }),
    };
}

function unknownTypes(changes: readonly ChangeReport[]): string[] {
    const byType = Map.groupBy(
        changes.filter(({ risk }) => risk === "unknown"),
        ({ type }) => type,
    );
    return [...byType]
        .toSorted(([one], [other]) => compare(one, other))
        .map(([type, { length }]) => `unknown to this report: ${type}, ${length} resource${length === 1 ? "" : "s"}`);
}
