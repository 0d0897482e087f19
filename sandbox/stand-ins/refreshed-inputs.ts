import { defaultsKey } from "./checked-inputs.ts";
import { isListType, isObjectType, isSetType, type Properties, type PropertyType } from "./properties.ts";
import { isValues, type Value, type Values } from "./property-values.ts";
import { isBlank, listOf, sameValue } from "./same-value.ts";

/** The inputs that would lead to a state: the given ones, with what the service says otherwise of the same properties. */
export function refreshedInputs(properties: Properties, state: Values, inputs: Values): Values {
    const refreshed = Object.entries(properties).flatMap(([name, { type }]) => {
        const value = refreshedValue(type, state[name], inputs[name]);
        return value === undefined ? [] : [[name, value] as const];
    });
    const chosen = inputs[defaultsKey];
    return { ...(chosen === undefined ? {} : { [defaultsKey]: chosen }), ...Object.fromEntries(refreshed) };
}

/** The inputs that would lead to the state of something that is imported: all that a program could say, and that says something. */
export function importedInputs(properties: Properties, state: Values): Values {
    const imported = Object.entries(properties).flatMap(([name, property]) => {
        const { mode, type } = property;
        const value = state[name];
        const isDefault = property.default !== undefined && sameValue(type, value, property.default);
        return mode === "computed" || value === undefined || isBlank(type, value) || isDefault
            ? []
            : [[name, importedValue(type, value)] as const];
    });
    return Object.fromEntries(imported);
}

function refreshedValue(type: PropertyType, state: Value | undefined, input: Value | undefined): Value | undefined {
    if (input === undefined || sameValue(type, state, input)) return input;
    if (isObjectType(type) && isValues(state) && isValues(input)) return refreshedInputs(type.object, state, input);
    if (state === undefined || isBlank(type, state)) return undefined;
    if (isSetType(type)) return refreshedSet(type.set, listOf(state), listOf(input));
    return isListType(type) ? refreshedList(type.list, listOf(state), listOf(input)) : importedValue(type, state);
}

function refreshedList(type: PropertyType, state: readonly Value[], inputs: readonly Value[]): readonly Value[] {
    return state.map((element, at) => refreshedValue(type, element, inputs[at]) ?? importedValue(type, element));
}

function refreshedSet(type: PropertyType, state: readonly Value[], inputs: readonly Value[]): readonly Value[] {
    const left = [...state];
    const kept = inputs.filter((input) => {
        const at = left.findIndex((element) => sameValue(type, refreshedValue(type, element, input), input));
        if (at >= 0) left.splice(at, 1);
        return at >= 0;
    });
    return [...kept, ...left.map((element) => importedValue(type, element))];
}

function importedValue(type: PropertyType, value: Value): Value {
    if (isObjectType(type) && isValues(value)) return importedInputs(type.object, value);
    if (isListType(type)) return listOf(value).map((element) => importedValue(type.list, element));
    if (isSetType(type)) return listOf(value).map((element) => importedValue(type.set, element));
    return value;
}
