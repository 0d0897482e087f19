import { z } from "zod";
import { nearestValue } from "./nearest-value.ts";
import { alternativeOf, isMapping, own, shapeOf, unwrapped } from "./schema-tree.ts";

/**
 * What can be used of a value that may be broken, with the schema's defaults, so that rules can look at the rest. An invalid
 * value counts as the nearest valid one, which is what the message offers. One without, or one that is needed and missing, is
 * there as `undefined`; items of a list keep their index.
 */
export function salvage(schema: z.ZodType, value: unknown): unknown {
    const inner = unwrapped(schema);
    if (inner instanceof z.ZodObject) return isMapping(value) ? properties(inner, value) : undefined;
    if (inner instanceof z.ZodRecord) return isMapping(value) ? entries(inner, value) : undefined;
    if (inner instanceof z.ZodArray) {
        return Array.isArray(value) ? value.map((item) => salvage(inner.element as z.ZodType, item)) : undefined;
    }
    if (inner instanceof z.ZodDiscriminatedUnion) {
        const alternative = alternativeOf(inner, value);
        return alternative && salvage(alternative, value);
    }
    const { success, data } = inner.safeParse(value);
    return success ? data : nearestValue(inner, value);
}

function properties(schema: z.ZodObject, value: Record<string, unknown>): Record<string, unknown> {
    return Object.fromEntries(
        Object.entries(shapeOf(schema)).flatMap(([key, property]) => {
            const given = own(value, key);
            if (given !== undefined) return [[key, salvage(property, given)]];
            const absent = property.safeParse(undefined);
            return absent.success && absent.data === undefined ? [] : [[key, absent.data]];
        }),
    );
}

function entries(schema: z.ZodRecord, value: Record<string, unknown>): Record<string, unknown> {
    return Object.fromEntries(
        Object.entries(value).map(([key, item]) => [key, salvage(schema.valueType as z.ZodType, item)]),
    );
}
