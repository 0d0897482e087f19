import {
    isListType,
    isMapType,
    isObjectType,
    isSetType,
    type Properties,
    type Property,
    type PropertyType,
} from "./properties.ts";
import { isValues, unknown, type Value, type Values } from "./property-values.ts";

/** Inputs of a program, made fit for the provider, or what is wrong with them. */
export interface CheckedInputs {
    readonly inputs: Values;
    readonly failures: readonly string[];
}

/** Where the engine keeps, among the inputs, which of them the provider chose. */
export const defaultsKey = "__defaults";

export interface NamedInputs {
    /** Name of the resource in the program. */
    readonly name: string;
    readonly inputs: Values;

    /** Inputs of the resource as it is now, when there is one. */
    readonly priorInputs?: Values | undefined;

    /** Chance, the same for the same update. */
    readonly seed: Uint8Array;
}

/** Checks inputs against the description of a resource and fills in its defaults. */
export function checkedInputs(properties: Properties, given: NamedInputs): CheckedInputs {
    const failures: string[] = [];
    const inputs = checkedMembers(properties, given.inputs, [given.name], failures);
    const chosen = { ...defaultsOf(properties, inputs), ...chosenName(properties, inputs, given) };
    for (const [name, { mode }] of Object.entries(properties)) {
        if (mode === "required" && inputs[name] === undefined && chosen[name] === undefined)
            failures.push(missing(name, `${given.name}.${name}`));
    }
    return { inputs: { [defaultsKey]: Object.keys(chosen).sort(), ...inputs, ...chosen }, failures };
}

/** Checks the arguments of a function, or the settings of a provider; there are no defaults. */
export function checkedArguments(properties: Properties, given: Values): CheckedInputs {
    const failures: string[] = [];
    return { inputs: checkedMembers(properties, given, [], failures), failures };
}

/** Whether a property's value was chosen by the provider. */
export function isChosen(inputs: Values, property: string): boolean {
    const chosen = inputs[defaultsKey];
    return Array.isArray(chosen) && chosen.includes(property);
}

function checkedMembers(properties: Properties, given: Values, at: readonly string[], failures: string[]): Values {
    const checked: Record<string, Value> = {};
    for (const [name, value] of Object.entries(given)) {
        if (value === undefined || value === null || name.startsWith("__")) continue;
        const place = [...at, name].join(".");
        const property = properties[name];
        if (property === undefined || property.mode === "computed")
            failures.push(
                `Invalid or unknown key: the stand-in provider takes no "${name}". Examine values at '${place}'.`,
            );
        else checked[name] = checkedValue(property, property.type, value, place, failures);
    }
    return checked;
}

function checkedValue(property: Property, type: PropertyType, value: Value, place: string, failures: string[]): Value {
    if (value === unknown) return unknown;
    const expected = (what: string): void => {
        const got = property.secret || typeof value === "object" ? "" : `, got ${JSON.stringify(value)}`;
        failures.push(`expected ${place.replace(/^[^.]*\./, "")} ${what}${got}. Examine values at '${place}'.`);
    };
    if (isObjectType(type) || isMapType(type)) {
        if (!isValues(value)) expected("to be an object");
        else if (isMapType(type)) return textEntries(value);
        else return checkedObject(type.object, value, place, failures);
        return value;
    }
    if (isListType(type) || isSetType(type)) {
        const elementType = isListType(type) ? type.list : type.set;
        if (Array.isArray(value))
            return value.map((element, at) =>
                checkedValue(property, elementType, element, `${place}[${at}]`, failures),
            );
        expected("to be a list");
        return value;
    }
    const converted = scalar(type, value);
    const problem =
        converted === undefined ? `to be ${type === "integer" ? "an" : "a"} ${type}` : property.check?.(converted);
    if (problem !== undefined) expected(problem);
    return converted ?? value;
}

function checkedObject(properties: Properties, value: Values, place: string, failures: string[]): Values {
    const inputs = checkedMembers(properties, value, [place], failures);
    const complete = { ...inputs, ...defaultsOf(properties, inputs) };
    for (const [name, { mode }] of Object.entries(properties))
        if (mode === "required" && complete[name] === undefined) failures.push(missing(name, `${place}.${name}`));
    return complete;
}

function defaultsOf(properties: Properties, inputs: Values): Record<string, Value> {
    return Object.fromEntries(
        Object.entries(properties).flatMap(([name, property]) =>
            property.default === undefined || inputs[name] !== undefined ? [] : [[name, property.default]],
        ),
    );
}

function chosenName(properties: Properties, inputs: Values, given: NamedInputs): Record<string, Value> {
    const [property] = Object.entries(properties).find(([, { autoname }]) => autoname === true) ?? [];
    if (property === undefined || inputs[property] !== undefined) return {};
    const { priorInputs, seed } = given;
    const kept = priorInputs !== undefined && isChosen(priorInputs, property) ? priorInputs[property] : undefined;
    return { [property]: kept ?? `${given.name}-${Buffer.from(seed).toString("hex").slice(0, 7)}` };
}

/** A value of a simple type; what stands for one, such as "2" for 2, is taken for it. */
function scalar(type: "string" | "boolean" | "integer", value: Value): Value | undefined {
    if (typeof value === "object" || typeof value === "symbol") return undefined;
    if (type === "string") return String(value);
    if (type === "boolean") return value === "true" ? true : value === "false" ? false : asBoolean(value);
    const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
    return typeof number === "number" && Number.isInteger(number) ? number : undefined;
}

function asBoolean(value: string | number | boolean): boolean | undefined {
    return typeof value === "boolean" ? value : undefined;
}

function textEntries(value: Values): Values {
    return Object.fromEntries(
        Object.entries(value).map(([name, text]) => [name, text === unknown ? unknown : String(text)]),
    );
}

function missing(name: string, place: string): string {
    return `Missing required argument. The argument "${name}" is required, but no definition was found. Examine values at '${place}'.`;
}
