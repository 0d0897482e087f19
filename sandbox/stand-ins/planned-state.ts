import {
    isListType,
    isObjectType,
    isSetType,
    type Properties,
    type Property,
    type PropertyType,
} from "./properties.ts";
import { isValues, unknown, type Value, type Values } from "./property-values.ts";
import { listOf, sameValue } from "./same-value.ts";

/**
 * The state that inputs lead to, as far as it can be known before: what the program gives, else what the service said last,
 * else unknown where the service will say it.
 */
export function plannedState(properties: Properties, inputs: Values, prior: Values | undefined): Values {
    return Object.fromEntries(
        Object.entries(properties).flatMap(([name, property]) => {
            const value = plannedProperty(property, inputs[name], prior, name);
            return value === undefined ? [] : [[name, value]];
        }),
    );
}

/** Elements of a set, each with what the service said of the prior element that it asks for. */
export function plannedElements(
    type: PropertyType,
    given: readonly Value[],
    prior: readonly Value[],
): { readonly value: Value; readonly prior: Value | undefined }[] {
    const left = [...prior];
    return given.map((element) => {
        const at = left.findIndex((candidate) => sameValue(type, plannedValue(type, element, candidate), candidate));
        const [match] = at < 0 ? [] : left.splice(at, 1);
        return { value: plannedValue(type, element, match), prior: match };
    });
}

function plannedProperty(
    { default: otherwise, mode, type }: Property,
    given: Value | undefined,
    prior: Values | undefined,
    name: string,
): Value | undefined {
    if (mode === "computed" || (mode === "optional+computed" && given === undefined))
        return prior === undefined ? unknown : prior[name];
    const wanted = given ?? otherwise;
    return wanted === undefined ? undefined : plannedValue(type, wanted, prior?.[name]);
}

function plannedValue(type: PropertyType, given: Value, prior: Value | undefined): Value {
    if (given === unknown) return unknown;
    if (isObjectType(type) && isValues(given))
        return plannedState(type.object, given, isValues(prior) ? prior : undefined);
    if (isListType(type))
        return listOf(given).map((element, at) => plannedValue(type.list, element, listOf(prior)[at]));
    if (isSetType(type)) return plannedElements(type.set, listOf(given), listOf(prior)).map(({ value }) => value);
    return given;
}
