import { isListType, isMapType, isObjectType, isSetType, type Properties, type PropertyType } from "./properties.ts";
import { isValues, unknown, type Value, type Values } from "./property-values.ts";

type Given = Value | undefined;

/**
 * Whether two values mean the same to a provider: sets in any order, and nothing, "", false, 0 and an empty list alike.
 * The unknown value is like no other, not even itself.
 */
export function sameValue(type: PropertyType, one: Given, other: Given): boolean {
    if (one === unknown || other === unknown) return false;
    if (isBlank(type, one) || isBlank(type, other)) return isBlank(type, one) && isBlank(type, other);
    if (isObjectType(type)) return isValues(one) && isValues(other) && sameMembers(type.object, one, other);
    if (isMapType(type)) return isValues(one) && isValues(other) && sameEntries(one, other);
    if (isSetType(type)) return sameElements(type.set, listOf(one), listOf(other));
    if (isListType(type)) {
        const [before, after] = [listOf(one), listOf(other)];
        return before.length === after.length && before.every((item, at) => sameValue(type.list, item, after[at]));
    }
    return one === other;
}

/** Whether a value says nothing that would not hold without it. */
export function isBlank(type: PropertyType, value: Given): boolean {
    if (value === undefined || value === null || value === "" || value === false || value === 0) return true;
    if (Array.isArray(value)) return value.length === 0;
    if (!isValues(value)) return false;
    if (!isObjectType(type)) return Object.keys(value).length === 0;
    return Object.entries(type.object).every(
        ([name, member]) =>
            isBlank(member.type, value[name]) ||
            (member.default !== undefined && sameValue(member.type, value[name], member.default)),
    );
}

/** Whether nothing in a value is unknown. */
export function isKnown(value: Given): boolean {
    if (Array.isArray(value)) return value.every(isKnown);
    return isValues(value) ? Object.values(value).every(isKnown) : value !== unknown;
}

/** A value as a list; empty where it is none. */
export function listOf(value: Given): readonly Value[] {
    return Array.isArray(value) ? value : [];
}

function sameMembers(properties: Properties, one: Values, other: Values): boolean {
    return Object.entries(properties).every(([name, property]) =>
        sameValue(property.type, one[name] ?? property.default, other[name] ?? property.default),
    );
}

function sameEntries(one: Values, other: Values): boolean {
    const names = new Set([...Object.keys(one), ...Object.keys(other)]);
    return [...names].every((name) => sameValue("string", one[name], other[name]));
}

function sameElements(type: PropertyType, one: readonly Value[], other: readonly Value[]): boolean {
    const hold = (some: readonly Value[], all: readonly Value[]) =>
        all.every((item) => some.some((element) => sameValue(type, item, element)));
    return hold(one, other) && hold(other, one);
}
