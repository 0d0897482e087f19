import { isListType, isObjectType, isSetType, type Properties, type PropertyType } from "../properties.ts";
import { isValues, type Value, type Values } from "../property-values.ts";
import { listOf } from "../same-value.ts";

/** A resource's state in the shape of a function's result, where every object is a list of one, under a name in the plural. */
export function functionResult(properties: Properties, state: Values): Values {
    return Object.fromEntries(
        Object.entries(properties).map(([name, { type }]) => {
            const value = state[name];
            if (!isObjectType(type)) return [name, resultValue(type, value)];
            return [plural(name), isValues(value) ? [functionResult(type.object, value)] : []];
        }),
    );
}

function resultValue(type: PropertyType, value: Value | undefined): Value | undefined {
    const element = isListType(type) ? type.list : isSetType(type) ? type.set : undefined;
    if (element === undefined || !isObjectType(element)) return value;
    return listOf(value).map((item) => (isValues(item) ? functionResult(element.object, item) : item));
}

function plural(name: string): string {
    return name.endsWith("s") ? name : `${name}s`;
}
