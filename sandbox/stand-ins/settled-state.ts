import { isListType, isObjectType, isSetType, type Properties, type PropertyType } from "./properties.ts";
import { isValues, type Value, type Values } from "./property-values.ts";
import { isKnown, listOf } from "./same-value.ts";

/**
 * The state after a change: what the service answered, except that a set stays as planned. The real providers' SDK cannot
 * compare sets and keeps the plan, so that what the service added to one shows at the next refresh only.
 */
export function settledState(properties: Properties, planned: Values, read: Values): Values {
    return members(properties, read, (name, type, value) => settledValue(type, planned[name], value));
}

/** Values with all sets in one order, whatever order they were given in. */
export function inOrder(properties: Properties, values: Values): Values {
    return members(properties, values, (_, type, value) => valueInOrder(type, value));
}

function settledValue(type: PropertyType, planned: Value | undefined, read: Value | undefined): Value | undefined {
    if (isSetType(type)) return planned !== undefined && planned !== null && isKnown(planned) ? planned : read;
    if (isObjectType(type) && isValues(planned) && isValues(read)) return settledState(type.object, planned, read);
    return read;
}

function valueInOrder(type: PropertyType, value: Value | undefined): Value | undefined {
    if (isObjectType(type) && isValues(value)) return inOrder(type.object, value);
    if (isListType(type) && Array.isArray(value))
        return value.map((element) => valueInOrder(type.list, element) ?? null);
    if (isSetType(type) && Array.isArray(value)) {
        const elements = listOf(value).map((element) => valueInOrder(type.set, element) ?? null);
        return elements.sort((one, other) => compare(sortKey(one), sortKey(other)));
    }
    return value;
}

function members(
    properties: Properties,
    values: Values,
    change: (name: string, type: PropertyType, value: Value | undefined) => Value | undefined,
): Values {
    const changed = Object.entries(properties).flatMap(([name, { type }]) => {
        const value = change(name, type, values[name]);
        return value === undefined ? [] : [[name, value] as const];
    });
    return { ...values, ...Object.fromEntries(changed) };
}

function sortKey(value: Value): string {
    if (!isValues(value)) return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
    return JSON.stringify(Object.entries(value).sort(([one], [other]) => compare(one, other)));
}

function compare(one: string, other: string): number {
    return one < other ? -1 : one > other ? 1 : 0;
}
