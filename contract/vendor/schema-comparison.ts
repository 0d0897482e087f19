import type { JsonSchema } from "./json-schema.ts";

/** One way in which a request body that the sandbox takes is not the one that Auth0's document describes. */
export interface SchemaDifference {
    readonly kind:
        | "type"
        | "missing property"
        | "extra property"
        | "required"
        | "enum"
        | "open"
        | "minLength"
        | "maxLength"
        | "pattern"
        | "minItems"
        | "maxItems"
        | "minimum"
        | "maximum";

    /** `jwt_configuration.alg`; `[]` for items, `{}` for values of a map. */
    readonly path: string;
    readonly published: string;
    readonly ours: string;
}

/** Resolves `$ref`. */
export type Resolve = (schema: JsonSchema) => JsonSchema;

const limits = ["minLength", "maxLength", "pattern", "minItems", "maxItems", "minimum", "maximum"] as const;
const shown = (value: unknown): string => (value === undefined ? "none" : JSON.stringify(value));

/** Compares what two schemas take: types, keys, which of them are required, enumerations, limits. */
export function schemaDifferences(
    published: JsonSchema,
    ours: JsonSchema,
    resolve: Resolve,
    path = "",
): SchemaDifference[] {
    const theirs = normal(published, resolve);
    const own = normal(ours, resolve);
    // Where we look at nothing, or the document says nothing, there is nothing to compare.
    if (own.types.length === 0 || theirs.types.length === 0) {
        return own.types.length === theirs.types.length ? [] : [differs("type", path, theirs.types, own.types)];
    }
    if (String(theirs.types) !== String(own.types)) return [differs("type", path, theirs.types, own.types)];
    const [a, b] = [theirs.schema, own.schema];
    return [
        ...enumDifferences(a, b, path),
        ...limits
            .filter((limit) => limitOf(a, limit) !== limitOf(b, limit))
            .map((limit) => differs(limit, path, a[limit], b[limit])),
        ...objectDifferences(a, b, resolve, path),
        ...(a.items === undefined || b.items === undefined
            ? []
            : schemaDifferences(a.items, b.items, resolve, `${path}[]`)),
    ];
}

/** A schema with its references and its way to say `null` resolved; its types are sorted. */
function normal(given: JsonSchema, resolve: Resolve): { schema: JsonSchema; types: string[] } {
    const schema = resolve(given);
    const alternatives = schema.oneOf ?? schema.anyOf;
    const [only, ...others] = alternatives?.filter((one) => resolve(one).type !== "null") ?? [];
    if (only !== undefined && others.length === 0) {
        const inner = normal(only, resolve);
        return { ...inner, types: [...new Set([...inner.types, "null"])].toSorted() };
    }
    const constant = schema.const === undefined ? schema : { ...schema, enum: [schema.const] };
    const implied = constant.enum === undefined ? [] : ["string"];
    return { schema: constant, types: [...[schema.type ?? implied].flat()].toSorted() };
}

/** A limit; a least length of nothing is none. */
function limitOf(schema: JsonSchema, limit: (typeof limits)[number]): string | number | undefined {
    const value = schema[limit];
    return value === 0 && limit !== "minimum" ? undefined : value;
}

function enumDifferences(a: JsonSchema, b: JsonSchema, path: string): SchemaDifference[] {
    const [theirs, own] = [a, b].map((schema) => schema.enum?.filter((value) => value !== null).toSorted());
    return shown(theirs) === shown(own) ? [] : [differs("enum", path, theirs, own)];
}

function objectDifferences(a: JsonSchema, b: JsonSchema, resolve: Resolve, path: string): SchemaDifference[] {
    const [theirs, own] = [a.properties ?? {}, b.properties ?? {}];
    const inside = (key: string) => (path === "" ? key : `${path}.${key}`);
    const required = [a, b].map((schema) => [...(schema.required ?? [])].toSorted());
    return [
        ...(shown(required[0]) === shown(required[1]) ? [] : [differs("required", path, required[0], required[1])]),
        ...(isOpen(a) === isOpen(b) ? [] : [differs("open", path, isOpen(a), isOpen(b))]),
        ...Object.keys(theirs)
            .filter((key) => !Object.hasOwn(own, key) && !isOpen(b))
            .map((key) => differs("missing property", inside(key), "taken", undefined)),
        ...Object.keys(own)
            .filter((key) => !Object.hasOwn(theirs, key))
            .map((key) => differs("extra property", inside(key), undefined, "taken")),
        ...Object.entries(theirs).flatMap(([key, schema]) => {
            const counterpart = own[key];
            return counterpart === undefined ? [] : schemaDifferences(schema, counterpart, resolve, inside(key));
        }),
        ...valuesOf(a, b, resolve, path),
    ];
}

function valuesOf(a: JsonSchema, b: JsonSchema, resolve: Resolve, path: string): SchemaDifference[] {
    const [theirs, own] = [a.additionalProperties, b.additionalProperties];
    if (typeof theirs !== "object" || typeof own !== "object") return [];
    return schemaDifferences(theirs, own, resolve, `${path}{}`);
}

/** Whether an object takes keys that are not named. */
function isOpen({ type, properties, additionalProperties: others }: JsonSchema): boolean {
    if (![type].flat().includes("object")) return false;
    return others === undefined ? properties === undefined : others !== false;
}

function differs(kind: SchemaDifference["kind"], path: string, published: unknown, ours: unknown): SchemaDifference {
    return { kind, path, published: shown(published), ours: shown(ours) };
}
