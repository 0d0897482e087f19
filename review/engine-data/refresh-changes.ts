import type { Resource, ResourceChange } from "../stack-change.ts";
import { propertyChanges } from "./property-changes.ts";
import type { RecordedEvents, Step } from "./recorded-events.ts";
import { recordedProperties } from "./recorded-value.ts";
import { listedDifferences } from "./resource-changes.ts";
import { resourceFound } from "./resources-after.ts";
import { nameOfUrn } from "./urn.ts";

/** What a refresh found changed by others; without `after` where the resource is gone. */
export function refreshChanges(
    { steps, outcomes }: RecordedEvents,
    before: ReadonlyMap<string, Resource>,
): ResourceChange[] {
    const refreshed = new Set(steps.filter(({ op }) => op === "refresh").map(({ urn }) => urn));
    return outcomes
        .filter(({ op, urn }) => refreshed.has(urn) && (op === "update" || op === "delete"))
        .map((outcome) => refreshChange(outcome, before.get(outcome.urn)));
}

function refreshChange(outcome: Step, before: Resource | undefined): ResourceChange {
    const { urn, type } = outcome;
    const after = resourceFound(outcome, before);
    return {
        urn,
        type,
        name: nameOfUrn(urn),
        operation: "refresh",
        reasons: [],
        ...(after ? found(outcome, before, after) : { properties: [], hidden: 0 }),
        ...(before ? { before } : {}),
        ...(after ? { after } : {}),
    };
}

function found(outcome: Step, before: Resource | undefined, after: Resource) {
    const old = {
        inputs: before?.inputs ?? recordedProperties(outcome.old?.inputs),
        outputs: before?.outputs ?? recordedProperties(outcome.old?.outputs),
    };
    const listed = listedDifferences([outcome]);
    const { type, inputs, outputs } = after;
    const compared = propertyChanges({ type, before: old, after: { inputs, outputs }, listed, keys: [] });
    if (compared.properties.length > 0 || listed !== undefined) return compared;
    return propertyChanges({
        type,
        before: { inputs: old.outputs, outputs: {} },
        after: { inputs: outputs },
        listed: undefined,
        keys: [],
    });
}
