import type { Secrets, Value } from "./property-values.ts";
import type { Check } from "./value-checks.ts";

/** What kind of value a property holds. The order of a set means nothing to the service; that of a list does. */
export type PropertyType =
    | "string"
    | "boolean"
    | "integer"
    | { readonly list: PropertyType }
    | { readonly set: PropertyType }
    | { readonly map: "string" }
    | { readonly object: Properties };

/** Description of one property of a resource. */
export interface Property {
    readonly type: PropertyType;

    /**
     * Who says what it is. `required` and `optional`: the program; `computed`: the service; `optional+computed`: the program,
     * or the service where the program says nothing, so that leaving it out later changes nothing.
     */
    readonly mode: "required" | "optional" | "optional+computed" | "computed";

    /** A change makes a new resource. */
    readonly replaces?: true;

    readonly secret?: true;

    /** What the provider takes where the program says nothing. */
    readonly default?: Value;

    readonly check?: Check;

    /** Named after the resource, with a random ending, where the program says nothing. */
    readonly autoname?: true;

    /** Name in the service's JSON, where it is not the property's name in snake case; `false` when it is not in there. */
    readonly json?: string | false;
}

/** Description of the properties of a resource, or of an object inside one. */
export interface Properties {
    readonly [name: string]: Property;
}

type More = Omit<Property, "type" | "mode">;

export function required(type: PropertyType, more: More = {}): Property {
    return { type, mode: "required", ...more };
}

export function optional(type: PropertyType, more: More = {}): Property {
    return { type, mode: "optional", ...more };
}

export function optionalComputed(type: PropertyType, more: More = {}): Property {
    return { type, mode: "optional+computed", ...more };
}

export function computed(type: PropertyType, more: More = {}): Property {
    return { type, mode: "computed", ...more };
}

/** Which of a resource's properties are secret by their description. */
export function secretProperties(properties: Properties): Secrets | undefined {
    const members = Object.entries(properties).flatMap(([name, { secret, type }]) => {
        const secrets = secret ?? (isObjectType(type) ? secretProperties(type.object) : undefined);
        return secrets === undefined ? [] : [[name, secrets] as const];
    });
    return members.length === 0 ? undefined : Object.fromEntries(members);
}

export function isObjectType(type: PropertyType): type is { readonly object: Properties } {
    return typeof type === "object" && "object" in type;
}

export function isListType(type: PropertyType): type is { readonly list: PropertyType } {
    return typeof type === "object" && "list" in type;
}

export function isSetType(type: PropertyType): type is { readonly set: PropertyType } {
    return typeof type === "object" && "set" in type;
}

export function isMapType(type: PropertyType): type is { readonly map: "string" } {
    return typeof type === "object" && "map" in type;
}
