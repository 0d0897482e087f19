import { z } from "zod";
import type { KeyPath } from "./key-path.ts";

/** The schema without what says that a value may be left out. */
export function unwrapped(schema: z.ZodType): z.ZodType {
    return schema instanceof z.ZodOptional || schema instanceof z.ZodDefault
        ? unwrapped(schema.unwrap() as z.ZodType)
        : schema;
}

/** The shape of a mapping with fixed keys. */
export function shapeOf(schema: z.ZodObject): Readonly<Record<string, z.ZodType>> {
    return schema.shape as Record<string, z.ZodType>;
}

/** The alternative that a value's discriminator chooses. */
export function alternativeOf(schema: z.ZodDiscriminatedUnion, value: unknown): z.ZodType | undefined {
    const chosen = own(value, schema.def.discriminator);
    return (schema.options as z.ZodObject[]).find(
        (option) => shapeOf(option)[schema.def.discriminator]?.safeParse(chosen).success,
    );
}

/** The values that choose between alternatives. */
export function discriminators(schema: z.ZodDiscriminatedUnion): string[] {
    return (schema.options as z.ZodObject[]).map(
        (option) => (shapeOf(option)[schema.def.discriminator] as z.ZodLiteral<string>).value,
    );
}

/** The schema of the setting at a path; nothing where there is no such setting. */
export function schemaAt(root: z.ZodType, path: KeyPath, value: unknown): z.ZodType | undefined {
    const schema = unwrapped(root);
    const [step, ...rest] = path;
    if (step === undefined) return root;
    if (schema instanceof z.ZodDiscriminatedUnion) {
        const alternative = alternativeOf(schema, value);
        if (alternative !== undefined) return schemaAt(alternative, path, value);
        return step === schema.def.discriminator ? z.enum(discriminators(schema)) : undefined;
    }
    const child = childOf(schema, step);
    return child && schemaAt(child, rest, own(value, step));
}

/** An own property's value, so that a key named like a built-in one finds nothing. */
export function own(value: unknown, key: string | number): unknown {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    return (value as Record<string | number, unknown>)[key];
}

/** Whether a value is a mapping, as YAML and JSON make them. */
export function isMapping(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

function childOf(schema: z.ZodType, step: string | number): z.ZodType | undefined {
    if (schema instanceof z.ZodObject) return own(shapeOf(schema), step) as z.ZodType | undefined;
    if (schema instanceof z.ZodArray) return schema.element as z.ZodType;
    return schema instanceof z.ZodRecord ? (schema.valueType as z.ZodType) : undefined;
}
