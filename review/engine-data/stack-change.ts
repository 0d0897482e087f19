import type { Resource, ResourceChange, StackChange } from "../stack-change.ts";
import type { Reading } from "./reading.ts";
import { type RecordedEvents, recordedEvents, type Step } from "./recorded-events.ts";
import { type Goal, recordedPlan } from "./recorded-plan.ts";
import { type RecordedState, recordedState } from "./recorded-state.ts";
import { refreshChanges } from "./refresh-changes.ts";
import { errorMessages, messages, outcomeOf, policyVerdicts } from "./refusals.ts";
import { resourceChange } from "./resource-changes.ts";
import { resourceSteps } from "./resource-steps.ts";
import { resourceAfter } from "./resources-after.ts";
import { isProvider, nameOfUrn } from "./urn.ts";

/** A preview as the engine recorded it; texts of the files, which `recordFiles` of the driver names. */
export interface Recording {
    readonly stack: string;
    readonly project: string;
    readonly operation: "update" | "destroy";

    /** `pulumi stack export`, before the change. */
    readonly state: string;

    /** The engine's events, a line each. */
    readonly events: string;

    /** What `--save-plan` wrote; undefined where no program ran to its end. */
    readonly plan: string | undefined;
}

/**
 * Reads a recorded preview (or the preview of a refresh, whose changes are of the operation `refresh`). It never throws: what
 * cannot be read is listed in `unreadable`, and then the outcome is `failed`.
 */
export function stackChange(recording: Recording): StackChange {
    const reading: Reading = { unreadable: [], notes: [] };
    try {
        return readChange(recording, reading);
    } catch (error) {
        // Nothing in here throws on purpose; a text nested deeper than the stack is the one known way.
        const { stack, project, operation } = recording;
        const unreadable = [...reading.unreadable, `The recording could not be read: ${nameOfError(error)}`];
        const nothing = { before: [], after: [], changes: [], policies: [], errors: [], warnings: [] };
        return { stack, project, operation, outcome: "failed", ...nothing, unreadable };
    }
}

function readChange(recording: Recording, reading: Reading): StackChange {
    const { stack, project, operation } = recording;
    const state = recordedState(recording.state, reading);
    const events = recordedEvents(recording.events, reading);
    const goals = recordedPlan(recording.plan, reading);
    const { after, changes } = foreseen(state, events, goals, reading);
    const policies = policyVerdicts(events);
    const errors = errorMessages(events).toSorted();
    return {
        stack,
        project,
        operation,
        outcome: reading.unreadable.length > 0 ? "failed" : outcomeOf(events, errors, policies),
        before: state.resources.toSorted(byUrn),
        after: after.toSorted(byUrn),
        changes: changes.toSorted(byUrn),
        policies,
        errors,
        warnings: messages(events.diagnostics, "warning"),
        unreadable: [...reading.unreadable, ...reading.notes],
    };
}

/** The engine tells of resources in the order in which they come, which is another one in every run. */
function byUrn(one: { readonly urn: string }, other: { readonly urn: string }): number {
    return one.urn < other.urn ? -1 : Number(one.urn > other.urn);
}

function foreseen(
    state: RecordedState,
    events: RecordedEvents,
    goals: ReadonlyMap<string, Goal>,
    reading: Reading,
): { after: Resource[]; changes: ResourceChange[] } {
    const before = new Map([...state.resources, ...state.providers].map((resource) => [resource.urn, resource]));
    const after = new Map(before);
    const { live, leftovers } = resourceSteps(events.steps, reading);
    const programs = live.filter(({ operation }) => operation !== "refresh");
    const found = refreshChanges(events, before);
    for (const { urn, after: is } of found) place(after, urn, is);
    for (const own of programs) place(after, own.urn, resourceAfter(own, before.get(own.urn), goals.get(own.urn)));
    const replaced = new Set(programs.flatMap(({ operation, urn }) => (operation === "replace" ? [urn] : [])));
    const changes = programs.flatMap((own) => {
        const { urn } = own;
        const change = resourceChange({
            own,
            before: before.get(urn),
            after: after.get(urn),
            goal: goals.get(urn),
            replaced,
        });
        return change === undefined ? [] : [change];
    });
    const deleted = leftovers.map((step) => leftoverChange(step, state.leftovers));
    const deployed = [...after.values()].filter(({ type }) => !isProvider(type));
    return { after: deployed, changes: [...changes, ...found, ...deleted] };
}

function place(resources: Map<string, Resource>, urn: string, resource: Resource | undefined): void {
    if (resource === undefined) resources.delete(urn);
    else resources.set(urn, resource);
}

function leftoverChange({ urn, type, old }: Step, leftovers: readonly Resource[]): ResourceChange {
    const before = leftovers.find((one) => one.urn === urn && (one.id ?? "") === (old?.id ?? ""));
    return {
        urn,
        type,
        name: nameOfUrn(urn),
        operation: old?.retainOnDelete === true ? "forget" : "delete",
        reasons: [],
        properties: [],
        hidden: 0,
        ...(before ? { before } : {}),
    };
}

function nameOfError(error: unknown): string {
    return error instanceof Error ? error.name : typeof error;
}
