import type { StackChange } from "../../review/stack-change.ts";
import { changedResources } from "./changed-resources.ts";
import { declaredIn } from "./declared.ts";
import type { DriftReport, LookedFor } from "./drift-report.ts";
import type { About, Kind } from "./finding.ts";
import { kinds } from "./kinds.ts";
import type { ListName, Lists, Seen } from "./lists.ts";

export interface DriftInput {
    /** The preview of a refresh, as the engine recorded it. */
    readonly refresh: StackChange;

    /** What is around the stack in both clouds. */
    readonly seen: Seen;

    /** Kinds of things that nobody wants to hear of. @default none */
    readonly leftOut?: readonly string[];

    /** Why the preview failed, in the engine's words. @default it did not */
    readonly errors?: readonly string[];
}

/** Compares what a stack's state declares with what there is, in both clouds. */
export function driftReport({ errors = [], leftOut = [], refresh, seen }: DriftInput): DriftReport {
    const { project, stack } = refresh;
    const about: About = { declared: declaredIn(project, stack, refresh.before), stack };
    const around = kinds.map((kind) => lookedFor(kind, seen, about, leftOut));
    const found = around.flatMap((row) => row.found);
    const failures = refresh.outcome === "failed" || errors.length > 0 ? reasons(refresh, errors) : [];
    return { stack, project, ...changedResources(stack, refresh.changes, found), around, failures };
}

function lookedFor(kind: Kind, seen: Seen, about: About, leftOut: readonly string[]): LookedFor {
    const row = { kind: { id: kind.id, at: kind.at, about: kind.about } };
    if (leftOut.includes(kind.id)) return { ...row, outcome: "left out", found: [] };
    const why = [...new Set(kind.reads.flatMap((name) => whyNot(seen, name)))];
    if (why.length > 0) return { ...row, outcome: "not looked at", found: [], why: why.join("; ") };
    const found = kind.find(listsOf(seen), about);
    return { ...row, outcome: found.length === 0 ? "none" : "found", found };
}

function whyNot(seen: Seen, name: ListName): string[] {
    const looked = seen[name];
    return "why" in looked ? [looked.why] : [];
}

/** The lists that were looked at; a kind reads no others. */
function listsOf(seen: Seen): Lists {
    return Object.fromEntries(
        Object.entries(seen).flatMap(([name, looked]) => ("seen" in looked ? [[name, looked.seen]] : [])),
    ) as unknown as Lists;
}

function reasons({ errors, unreadable }: StackChange, engine: readonly string[]): string[] {
    const all = [...new Set([...engine, ...errors, ...unreadable])];
    return all.length > 0 ? all : ["the preview of a refresh did not come to its end"];
}
