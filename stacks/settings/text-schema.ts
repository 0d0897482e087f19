import { z } from "zod";
import { type FormatName, formats, hasFormat } from "./formats.ts";

/** The format that a text's schema, or that of a mapping's keys, asks for, with an example. */
export const formatOf = z.registry<{ format: FormatName; example: string }>();

/** A text of one format; its metadata tells the format to editors. */
export function textOf(format: FormatName, example: string = formats[format].example) {
    return z
        .string()
        .refine((text) => hasFormat(formats[format], text))
        .meta({ pattern: formats[format].pattern.source, examples: [example] })
        .register(formatOf, { format, example });
}

/** A mapping whose keys have a format. The schema only tells editors; a rule checks the keys, so that the values are read too. */
export function mappingOf<Value extends z.ZodType>(format: FormatName, value: Value) {
    const { pattern, example } = formats[format];
    return z
        .record(z.string(), value)
        .meta({ propertyNames: { pattern: pattern.source } })
        .register(formatOf, { format, example });
}
