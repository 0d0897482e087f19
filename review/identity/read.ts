import { isObject } from "../engine-data/property-path.ts";
import { type PropertyValue, type Resource, secretMark, unknownMark } from "../stack-change.ts";

/** A value, the mark of one that is known after the update only, or none. */
export type Known<T> = T | typeof unknownMark | undefined;

/** A list of texts. */
export interface Texts {
    readonly values: readonly string[];

    /** Whether there may be others, known after the update only. */
    readonly more: boolean;
}

/** A property by its nested name. An empty text, `null` and what is secret count as none. */
export function property(resource: Resource, path: string): PropertyValue | undefined {
    const [top = path] = path.split(".");
    const has = Object.hasOwn(resource.outputs, top) && resource.outputs[top] !== null;
    return at(has ? resource.outputs : resource.inputs, path);
}

export function text(resource: Resource, path: string): Known<string> {
    const value = property(resource, path);
    return typeof value === "string" || value === unknownMark ? value : undefined;
}

export function flag(resource: Resource, path: string): Known<boolean> {
    const value = property(resource, path);
    return typeof value === "boolean" || value === unknownMark ? value : undefined;
}

export function texts(resource: Resource, path: string): Texts {
    const value = property(resource, path);
    if (!Array.isArray(value)) return { values: [], more: value === unknownMark };
    const values = (value as readonly PropertyValue[]).filter((one): one is string => typeof one === "string");
    return { values, more: value.includes(unknownMark) };
}

/** The resources in a list of objects, e.g. `refreshToken.policies`. */
export function objects(resource: Resource, path: string): Readonly<Record<string, PropertyValue>>[] {
    const value = property(resource, path);
    return Array.isArray(value) ? (value as readonly PropertyValue[]).filter(isObject) : [];
}

/** What is known of a text, for a sentence. */
export function known(value: Known<string>): string | undefined {
    return typeof value === "string" ? value : undefined;
}

function at(properties: PropertyValue, path: string): PropertyValue | undefined {
    let value: PropertyValue | undefined = properties;
    for (const name of path.split(".")) {
        if (value === unknownMark) return unknownMark;
        if (!isObject(value) || !Object.hasOwn(value, name)) return undefined;
        value = value[name];
    }
    return value === null || value === "" || value === secretMark ? undefined : value;
}
