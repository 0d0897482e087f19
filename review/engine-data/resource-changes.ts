import type { Resource, ResourceChange } from "../stack-change.ts";
import { optionChanges } from "./option-changes.ts";
import { propertyChanges } from "./property-changes.ts";
import type { Step } from "./recorded-events.ts";
import type { Goal } from "./recorded-plan.ts";
import { recordedProperties } from "./recorded-value.ts";
import { type ResourceSteps, replacementOrder } from "./resource-steps.ts";
import { withSource } from "./secret-sources.ts";
import { nameOfUrn } from "./urn.ts";

/** Whatever is known about one resource of a change. */
export interface Changing {
    readonly own: ResourceSteps;
    readonly before: Resource | undefined;
    readonly after: Resource | undefined;
    readonly goal: Goal | undefined;

    /** URNs of all resources that are replaced. */
    readonly replaced: ReadonlySet<string>;
}

/** What becomes of one resource; nothing where it stays as it is, with the options it has. */
export function resourceChange({ own, before, after, goal, replaced }: Changing): ResourceChange | undefined {
    const { urn, type, steps } = own;
    const options = optionChanges(before, after);
    const operation = own.operation === "same" && options.length > 0 ? "update" : own.operation;
    if (operation === "same") return undefined;
    const compared = own.operation === "same" ? { properties: [], hidden: 0 } : propertiesOf(own, before);
    return {
        urn,
        type,
        name: nameOfUrn(urn),
        operation,
        ...(operation === "replace" ? { order: replacementOrder(steps, goal?.deleteBeforeReplace ?? false) } : {}),
        reasons: operation === "replace" ? reasons(steps, after, replaced) : [],
        properties: [...compared.properties.map((change) => withSource(change, before, after)), ...options],
        hidden: compared.hidden,
        ...(before ? { before } : {}),
        ...(after ? { after } : {}),
    };
}

function propertiesOf({ type, steps }: ResourceSteps, before: Resource | undefined) {
    const state = steps.findLast((step) => step.new)?.new;
    if (!state) return { properties: [], hidden: 0 };
    return propertyChanges({
        type,
        before: { inputs: before?.inputs ?? {}, outputs: before?.outputs ?? {} },
        after: { inputs: recordedProperties(state.inputs) },
        listed: before && listedDifferences(steps),
        keys: keysOf(steps),
    });
}

/** The differences that the provider lists: with their kinds, or at least the properties. */
export function listedDifferences(steps: readonly Step[]): Record<string, string> | undefined {
    const detailed = steps.findLast((step) => step.detailedDiff)?.detailedDiff;
    if (detailed) return Object.fromEntries(Object.entries(detailed).map(([path, { diffKind }]) => [path, diffKind]));
    const properties = steps.flatMap((step) => step.diffs ?? []);
    return properties.length > 0 ? Object.fromEntries(properties.map((path) => [path, "update"])) : undefined;
}

/** The engine lists them in any order. */
function keysOf(steps: readonly Step[]): string[] {
    return [...new Set(steps.flatMap((step) => step.keys ?? []))].sort();
}

/** A property that asks for the replacement because what it was made from is replaced names that resource. */
function reasons(steps: readonly Step[], after: Resource | undefined, replaced: ReadonlySet<string>): string[] {
    const found = keysOf(steps).flatMap((key) => {
        const causes = (after?.madeFrom[key] ?? []).filter((urn) => replaced.has(urn));
        return causes.length > 0 ? causes : [key];
    });
    if (found.length > 0) return [...new Set(found)];
    return [...new Set(Object.values(after?.madeFrom ?? {}).flat())].filter((urn) => replaced.has(urn));
}
