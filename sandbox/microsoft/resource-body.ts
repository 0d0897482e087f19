import type { z } from "zod";
import { errors } from "./errors.ts";
import type { GraphBodies, KeyOf, Published } from "./graph-types.ts";

/** What a body may say of a kind of resource. */
export interface ResourceShape<T, Name extends keyof GraphBodies = keyof GraphBodies> {
    /** Microsoft's name of the type, `Application`. */
    readonly resource: Name;
    readonly schema: z.ZodType<T>;

    /** Properties that only Microsoft sets. @default none */
    readonly readOnly?: readonly KeyOf<GraphBodies[Name]>[];

    /** Properties that Microsoft Graph takes and the sandbox does not. @default none */
    readonly notServed?: readonly KeyOf<GraphBodies[Name]>[];
}

/** A shape, as long as Microsoft published every property of it. */
export function resourceShape<T, Name extends keyof GraphBodies>(
    shape: ResourceShape<T, Name> & { readonly schema: z.ZodType<Published<T, GraphBodies[Name]>> },
): ResourceShape<T, Name> {
    return shape;
}

/** The body as its shape has it; refused in Microsoft Graph's words where it has other keys or values. */
export function bodyAs<T, Name extends keyof GraphBodies>(shape: ResourceShape<T, Name>, body: unknown): T {
    const result = shape.schema.safeParse(withoutTypes(body));
    if (result.success) return result.data;
    const { issues } = result.error;
    const issue = issues.find(({ code }) => code === "unrecognized_keys") ?? issues[0];
    if (issue?.code === "unrecognized_keys") throw unrecognized(shape, issue.keys[0] ?? "", issue.path.length > 0);
    if (issue === undefined || issue.path.length === 0) throw errors.malformedJson();
    const [property, ...inside] = issue.path.map(String);
    const where = inside.length === 0 ? undefined : `at ${[property, ...inside].join(".")}`;
    throw errors.invalidValue(property ?? "", shape.resource, where);
}

/** A value that the body must have; refused in Microsoft Graph's words where it has not. */
export function required<T>(resource: string, property: string, value: T | null | undefined): T {
    if (value === null || value === undefined) throw errors.requiredProperty(property, resource);
    return value;
}

interface Refused {
    readonly resource: string;
    readonly readOnly?: readonly string[];
    readonly notServed?: readonly string[];
}

function unrecognized({ notServed, readOnly, resource }: Refused, key: string, nested: boolean): Error {
    if (!nested && readOnly?.includes(key)) return errors.readOnlyProperty(key);
    if (!nested && notServed?.includes(key)) return errors.notServed(`Property '${key}' of ${resource}`);
    return errors.invalidProperty(key);
}

/** JSON without the `@odata.type` that clients add to every object. Nested deeper than any body of Graph's is malformed. */
function withoutTypes(value: unknown, depth = 0): unknown {
    if (depth > 20) throw errors.malformedJson();
    if (Array.isArray(value)) return value.map((item) => withoutTypes(item, depth + 1));
    if (typeof value !== "object" || value === null) return value;
    if (Object.hasOwn(value, "__proto__")) throw errors.invalidProperty("__proto__");
    return Object.fromEntries(
        Object.entries(value)
            .filter(([key]) => key !== "@odata.type")
            .map(([key, item]) => [key, withoutTypes(item, depth + 1)]),
    );
}
