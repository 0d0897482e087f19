/** What a value in a request body may be. */
export type Shape =
    | "string"
    | "boolean"
    | "integer"
    | "anything"
    | Text
    | Whole
    | OneOf
    | ListOf
    | MapOf
    | ObjectOf
    | OrNull;

interface Text {
    readonly kind: "text";
    readonly pattern?: RegExp;
    readonly shortest?: number;
    readonly longest?: number;
}

interface Whole {
    readonly kind: "whole";
    readonly minimum?: number;
    readonly maximum?: number;
}

interface OneOf {
    readonly kind: "oneOf";
    readonly values: readonly string[];
}

interface ListOf {
    readonly kind: "listOf";
    readonly item: Shape;
    readonly shortest?: number;
    readonly longest?: number;
}

interface MapOf {
    readonly kind: "mapOf";
    readonly value: Shape;
}

interface ObjectOf {
    readonly kind: "object";
    readonly fields: Readonly<Record<string, Shape>>;
    readonly required: readonly string[];
}

interface OrNull {
    readonly kind: "orNull";
    readonly shape: Shape;
}

/** The shape of a whole request body, and the vendor's type that a body of this shape has. */
export interface BodyShape<Body> {
    readonly shape: Shape;

    /** Never there: it only ties the type to the shape. */
    readonly body?: Body;
}

/** The keys that a type names one by one. Many of the vendor's types are open (`[key: string]: any`); the sandbox's are not. */
export type KnownKeys<T> = keyof Closed<T> & string;

/** A type without its open end. */
export type Closed<T> = { [Key in keyof T as string extends Key ? never : Key]: T[Key] };

/** A shape for every key of a type, and for no other. */
export type Fields<T> = { readonly [Key in KnownKeys<T>]-?: Shape };

/** An object with the keys of a vendor's type; a key the type does not have does not compile, nor does one left out. */
export function object<T>(fields: Fields<T>, required: readonly KnownKeys<T>[] = []): ObjectOf {
    return { kind: "object", fields, required };
}

export function oneOf<Value extends string>(...values: readonly Value[]): OneOf {
    return { kind: "oneOf", values };
}

export function listOf(item: Shape, length: { shortest?: number; longest?: number } = {}): ListOf {
    return { kind: "listOf", item, ...length };
}

export function mapOf(value: Shape): MapOf {
    return { kind: "mapOf", value };
}

export function orNull(shape: Shape): OrNull {
    return { kind: "orNull", shape };
}

export function text(limits: { pattern?: RegExp; shortest?: number; longest?: number }): Text {
    return { kind: "text", ...limits };
}

/** An integer within limits. */
export function whole(limits: { minimum?: number; maximum?: number }): Whole {
    return { kind: "whole", ...limits };
}
