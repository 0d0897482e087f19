import { z } from "zod";
import { formats, repaired } from "./formats.ts";
import { nearest } from "./nearest.ts";
import { isSecretShaped } from "./secret-shape.ts";
import { formatOf } from "./text-schema.ts";

/** A value that is no mapping and no list. */
export type Leaf = string | number | boolean;

/** The valid value that an invalid one most likely stands for, if there is one. */
export function nearestValue(schema: z.ZodType, value: unknown): Leaf | undefined {
    if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") return undefined;
    const text = String(value);
    // A secret in the wrong place is not offered to be put there in another form.
    if (isSecretShaped(text)) return undefined;
    if (schema instanceof z.ZodBoolean) return truths.get(text.toLowerCase());
    if (schema instanceof z.ZodNumber) return within(schema, text);
    if (schema instanceof z.ZodEnum) return nearest(text, schema.options.map(String));
    if (!(schema instanceof z.ZodString)) return undefined;
    const { format } = formatOf.get(schema) ?? {};
    return format === undefined ? text : repaired(formats[format], text);
}

const truths = new Map([
    ...["true", "yes", "on", "1"].map((word) => [word, true] as const),
    ...["false", "no", "off", "0"].map((word) => [word, false] as const),
]);

function within({ minValue, maxValue }: z.ZodNumber, text: string): number | undefined {
    const number = text.trim() === "" ? Number.NaN : Math.round(Number(text));
    return Number.isNaN(number) ? undefined : Math.min(Math.max(number, minValue ?? number), maxValue ?? number);
}
