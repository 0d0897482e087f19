import {
    isListType,
    isMapType,
    isObjectType,
    isSetType,
    type Properties,
    type Property,
    type PropertyType,
} from "../properties.ts";
import { isValues, type Value, type Values } from "../property-values.ts";
import { isBlank, listOf } from "../same-value.ts";
import type { Json } from "./management-client.ts";

/** The body that asks for inputs: every one that the program gives, under its JSON name. An object without members is left out. */
export function bodyOf(properties: Properties, inputs: Values): Json {
    const members = Object.entries(properties).flatMap(([name, property]) => {
        const value = inputs[name];
        const key = jsonName(name, property);
        if (key === undefined || value === undefined || property.mode === "computed") return [];
        const json = jsonValue(property.type, value);
        return json === undefined ? [] : [[key, json] as const];
    });
    return Object.fromEntries(members);
}

/** The state that a body tells. What it leaves out reads as "", false, 0 or an empty list, as in the provider's own state. */
export function stateOf(properties: Properties, body: Json): Values {
    const members = Object.entries(properties).flatMap(([name, property]) => {
        const key = jsonName(name, property);
        if (key === undefined) return [];
        const value = stateValue(property.type, body[key]);
        return value === undefined ? [] : [[name, value] as const];
    });
    return Object.fromEntries(members);
}

/** A property's name in snake case. */
export function snakeCase(name: string): string {
    return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function jsonName(name: string, { json }: Property): string | undefined {
    return json === false ? undefined : (json ?? snakeCase(name));
}

function jsonValue(type: PropertyType, value: Value): unknown {
    if (isListType(type)) return listOf(value).map((element) => jsonValue(type.list, element) ?? {});
    if (isSetType(type)) return listOf(value).map((element) => jsonValue(type.set, element) ?? {});
    if (!isObjectType(type) || !isValues(value)) return value;
    const body = bodyOf(type.object, value);
    return Object.keys(body).length === 0 ? undefined : body;
}

function stateValue(type: PropertyType, json: unknown): Value | undefined {
    if (isObjectType(type)) return isRecord(json) ? stateOf(type.object, json) : undefined;
    if (isMapType(type)) return isRecord(json) ? (json as Values) : {};
    if (isListType(type)) return listOf(json as Value).map((element) => stateValue(type.list, element) ?? null);
    if (isSetType(type)) return listOf(json as Value).map((element) => stateValue(type.set, element) ?? null);
    if (!isBlank(type, json as Value)) return json as Value;
    return { string: "", boolean: false, integer: 0 }[type];
}

function isRecord(json: unknown): json is Record<string, unknown> {
    return typeof json === "object" && json !== null && !Array.isArray(json);
}
