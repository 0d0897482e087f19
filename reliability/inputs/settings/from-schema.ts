import fc from "fast-check";
import { z } from "zod";
import { formats } from "../../../stacks/settings/formats.ts";
import { stackSettingsSchema } from "../../../stacks/settings/schema.ts";
import { shapeOf, unwrapped } from "../../../stacks/settings/schema-tree.ts";
import { formatOf } from "../../../stacks/settings/text-schema.ts";
import { hostileValue, oddKey } from "./hostile.ts";
import type { RawSettings } from "./valid-settings.ts";

/** Settings of the schema's shape: every value is one that the schema takes, or nearly; what lies between settings is left to chance. */
export const fromSchema: fc.Arbitrary<RawSettings> = anyOf(stackSettingsSchema) as fc.Arbitrary<RawSettings>;

function anyOf(schema: z.ZodType): fc.Arbitrary<unknown> {
    const inner = unwrapped(schema);
    if (inner instanceof z.ZodObject) return mappingOf(shapeOf(inner));
    if (inner instanceof z.ZodRecord) {
        const key = fc.oneof(fc.constant(formats[formatOf.get(inner)?.format ?? "logicalName"].example), oddKey);
        return fc.dictionary(key, anyOf(inner.valueType as z.ZodType), { maxKeys: 2 });
    }
    if (inner instanceof z.ZodArray) return fc.array(anyOf(inner.element as z.ZodType), { maxLength: 3 });
    if (inner instanceof z.ZodDiscriminatedUnion) {
        return fc.oneof(...(inner.options as z.ZodType[]).map(anyOf));
    }
    if (inner instanceof z.ZodBoolean) return fc.boolean();
    if (inner instanceof z.ZodNumber) return fc.integer({ min: 0, max: (inner.maxValue ?? 100) + 1 });
    if (inner instanceof z.ZodEnum) return fc.constantFrom(...inner.options);
    if (inner instanceof z.ZodLiteral) return fc.constant(inner.value);
    return textOf(inner);
}

function mappingOf(shape: Readonly<Record<string, z.ZodType>>): fc.Arbitrary<unknown> {
    const values = Object.fromEntries(Object.entries(shape).map(([key, property]) => [key, anyOf(property)]));
    return fc.record(values, {
        requiredKeys: fc.sample(fc.subarray(Object.keys(values)), { numRuns: 1, seed: 1 })[0] ?? [],
    });
}

function textOf(schema: z.ZodType): fc.Arbitrary<unknown> {
    const { example, format } = formatOf.get(schema) ?? {};
    const good = format === undefined ? "microsoft" : (example ?? formats[format].example);
    return fc.oneof(
        { weight: 6, arbitrary: fc.constant(good) },
        { weight: 1, arbitrary: fc.constantFrom(`${good} `, good.toUpperCase(), `${good}${good}`, good.slice(1)) },
        { weight: 1, arbitrary: hostileValue },
    );
}
