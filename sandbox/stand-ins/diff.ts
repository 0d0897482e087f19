import { plannedElements } from "./planned-state.ts";
import { isListType, isMapType, isObjectType, isSetType, type Properties, type PropertyType } from "./properties.ts";
import { isValues, unknown, type Value, type Values } from "./property-values.ts";
import { listOf, sameValue } from "./same-value.ts";

/** One change between the state and the plan. */
export interface Difference {
    /** Where, in the engine's notation: `options.scopes[1]`. */
    readonly path: string;

    readonly kind: "add" | "delete" | "update";

    /** A new resource is needed for it. */
    readonly replaces: boolean;
}

/** What is to change to get from the prior state to the planned one. */
export function differences(properties: Properties, prior: Values, planned: Values): Difference[] {
    return memberDifferences(properties, prior, planned, "", false);
}

/** The properties at the top that paths lie in, each once, by name. */
export function topProperties(found: readonly Difference[]): string[] {
    return [...new Set(found.map(({ path }) => path.replace(/[.[].*$/, "")))].sort();
}

function memberDifferences(
    properties: Properties,
    prior: Values,
    planned: Values,
    at: string,
    replaces: boolean,
): Difference[] {
    return Object.entries(properties).flatMap(([name, property]) =>
        valueDifferences(
            property.type,
            prior[name],
            planned[name],
            at === "" ? name : `${at}.${name}`,
            replaces || property.replaces === true,
        ),
    );
}

function valueDifferences(
    type: PropertyType,
    before: Value | undefined,
    after: Value | undefined,
    path: string,
    replaces: boolean,
): Difference[] {
    if (sameValue(type, before, after)) return [];
    const whole = (kind: Difference["kind"]): Difference[] => [{ path, kind, replaces }];
    if (after === unknown) return whole(before === undefined ? "add" : "update");
    // A map that was not there at all comes as a whole.
    if (isMapType(type) && before !== undefined && before !== null)
        return entryDifferences(valuesOf(before), valuesOf(after), path, replaces);
    if (isEmpty(before)) return whole("add");
    if (isEmpty(after)) return whole("delete");
    if (isObjectType(type)) return memberDifferences(type.object, valuesOf(before), valuesOf(after), path, replaces);
    if (isListType(type)) return itemDifferences(type.list, listOf(before), listOf(after), path, replaces);
    if (isSetType(type)) return elementDifferences(type.set, listOf(before), listOf(after), path, replaces);
    return whole("update");
}

function entryDifferences(before: Values, after: Values, path: string, replaces: boolean): Difference[] {
    const names = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...names].flatMap((name) =>
        valueDifferences("string", before[name], after[name], `${path}.${name}`, replaces),
    );
}

/** What two lists have in common at their beginning and at their end is left out; the rest is compared place by place. */
function itemDifferences(
    type: PropertyType,
    before: readonly Value[],
    after: readonly Value[],
    path: string,
    replaces: boolean,
): Difference[] {
    const shortest = Math.min(before.length, after.length);
    let start = 0;
    while (start < shortest && sameValue(type, before[start], after[start])) start += 1;
    let end = 0;
    while (end < shortest - start && sameValue(type, before.at(-1 - end), after.at(-1 - end))) end += 1;
    const count = Math.max(before.length, after.length) - start - end;
    const [gone, come] = [before.slice(start, before.length - end), after.slice(start, after.length - end)];
    return Array.from({ length: count }, (_, at) =>
        valueDifferences(type, gone[at], come[at], `${path}[${start + at}]`, replaces),
    ).flat();
}

/** A set has no places, so an element that goes is named by its place in the state, one that comes by its place in the program. */
function elementDifferences(
    type: PropertyType,
    before: readonly Value[],
    after: readonly Value[],
    path: string,
    replaces: boolean,
): Difference[] {
    const elements = plannedElements(type, after, before);
    const kept = new Set(elements.map(({ prior }) => prior));
    const gone = before.flatMap((element, at) => (kept.has(element) ? [] : [at]));
    const come = elements.flatMap(({ prior }, at) => (prior === undefined ? [at] : []));
    const places = [...new Set([...gone, ...come])].sort((one, other) => one - other);
    return places.flatMap((at) => {
        const from = gone.includes(at) ? before[at] : undefined;
        const to = come.includes(at) ? elements[at]?.value : undefined;
        return valueDifferences(type, from, to, `${path}[${at}]`, replaces);
    });
}

function isEmpty(value: Value | undefined): boolean {
    return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}

function valuesOf(value: Value | undefined): Values {
    return isValues(value) ? value : {};
}
