import type { Properties, PropertyValue, Resource } from "../stack-change.ts";
import { isObject } from "./property-path.ts";
import type { Step } from "./recorded-events.ts";
import type { Goal } from "./recorded-plan.ts";
import { recordedProperties } from "./recorded-value.ts";
import type { ResourceSteps } from "./resource-steps.ts";
import { nameOfUrn } from "./urn.ts";

/** A resource as the engine's steps leave it; undefined where they take it away. */
export function resourceAfter(
    { urn, type, operation, steps }: ResourceSteps,
    before: Resource | undefined,
    goal: Goal | undefined,
): Resource | undefined {
    const state = steps.findLast((step) => step.new)?.new;
    if (operation === "delete" || operation === "forget" || !state) return undefined;
    const isNew = operation === "create" || operation === "replace" || operation === "import";
    const inputs = recordedProperties(state.inputs);
    const known = goal?.outputs ?? (isNew ? {} : (before?.outputs ?? {}));
    const id = isNew ? undefined : state.id || before?.id;
    const parent = state.parent || before?.parent;
    const ignoreChanges = goal?.ignoreChanges ?? before?.ignoreChanges;
    return {
        urn,
        type,
        name: nameOfUrn(urn),
        ...(id ? { id } : {}),
        inputs,
        outputs: goal?.outputs ? { ...inputs, ...known } : over(known, inputs),
        protect: goal?.protect ?? state.protect ?? false,
        retainOnDelete: state.retainOnDelete ?? false,
        ...(ignoreChanges?.length ? { ignoreChanges } : {}),
        ...(parent ? { parent } : {}),
        madeFrom: goal?.madeFrom ?? before?.madeFrom ?? {},
    };
}

/** A resource as a refresh found it; undefined where it is gone. */
export function resourceFound(outcome: Step, before: Resource | undefined): Resource | undefined {
    const state = outcome.new;
    if (!state || outcome.op === "delete") return undefined;
    const { urn, type } = outcome;
    return {
        ...(before ?? { urn, type, name: nameOfUrn(urn), protect: false, retainOnDelete: false, madeFrom: {} }),
        inputs: recordedProperties(state.inputs),
        outputs: recordedProperties(state.outputs),
    };
}

/** Inputs over outputs; what the inputs do not name stays as the provider knows it. */
function over(outputs: Properties, inputs: Properties): Properties {
    const merged = (known: PropertyValue | undefined, asked: PropertyValue): PropertyValue =>
        isObject(known) && isObject(asked) ? over(known, asked) : asked;
    const entries = Object.entries(inputs).map(([name, asked]): [string, PropertyValue] => [
        name,
        merged(Object.hasOwn(outputs, name) ? outputs[name] : undefined, asked),
    ]);
    return { ...outputs, ...Object.fromEntries(entries) };
}
