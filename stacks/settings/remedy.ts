import { z } from "zod";
import { formats } from "./formats.ts";
import { type KeyPath, removeCommand, setCommand } from "./key-path.ts";
import { type Leaf, nearestValue } from "./nearest-value.ts";
import type { Problem } from "./problem.ts";
import { discriminators, shapeOf, unwrapped } from "./schema-tree.ts";
import { formatOf } from "./text-schema.ts";

/** What a setting's schema allows, and the command that sets the valid value nearest to the one given. */
export function remedy(schema: z.ZodType, path: KeyPath, value: unknown): Pick<Problem, "allowed" | "fix"> {
    const near = nearestValue(unwrapped(schema), value);
    if (near !== undefined) return { allowed: allowed(schema), fix: setCommand(path, near) };

    const mayGo = typeof path.at(-1) === "number" || schema.safeParse(undefined).success;
    if (mayGo) return { allowed: allowed(schema), fix: removeCommand(path) };

    const start = setCommand(...firstLeaf(schema, path));
    return {
        allowed: allowed(schema),
        fix: isInTheWay(unwrapped(schema), value) ? `${removeCommand(path)} && ${start}` : start,
    };
}

function allowed(schema: z.ZodType): string {
    const inner = unwrapped(schema);
    if (inner instanceof z.ZodArray) return listText(inner);
    if (inner instanceof z.ZodObject) return `a mapping with ${needed(inner).join(", ")}`;
    if (inner instanceof z.ZodRecord) return "a mapping of names";
    if (inner instanceof z.ZodDiscriminatedUnion) return `a mapping with kind ${discriminators(inner).join(", ")}`;
    if (inner instanceof z.ZodBoolean) return "true or false";
    if (inner instanceof z.ZodNumber) return `a whole number from ${inner.minValue} to ${inner.maxValue}`;
    if (inner instanceof z.ZodEnum) {
        const { title } = inner.meta() ?? {};
        return title === undefined ? inner.options.join(", ") : `a ${title}`;
    }
    const { format } = formatOf.get(inner) ?? {};
    return format === undefined ? "a text" : formats[format].allowed;
}

function listText(schema: z.ZodArray): string {
    const [maximum] = (schema.def.checks ?? []).flatMap(({ _zod: { def } }) =>
        "maximum" in def && typeof def.maximum === "number" ? [def.maximum] : [],
    );
    return maximum === undefined ? "a list of at least one" : `a list of at most ${maximum}`;
}

/** The first setting to make where there is nothing usable yet, with a value to begin with. */
function firstLeaf(schema: z.ZodType, path: KeyPath): [path: KeyPath, value: Leaf] {
    const inner = unwrapped(schema);
    if (inner instanceof z.ZodDiscriminatedUnion) return firstLeaf(inner.options[0] as z.ZodType, path);
    if (inner instanceof z.ZodArray) return firstLeaf(inner.element as z.ZodType, [...path, 0]);
    if (inner instanceof z.ZodRecord) {
        return firstLeaf(inner.valueType as z.ZodType, [...path, formatOf.get(inner)?.example ?? "name"]);
    }
    if (!(inner instanceof z.ZodObject)) return [path, exampleOf(inner)];
    const [key = ""] = needed(inner);
    return firstLeaf(shapeOf(inner)[key] ?? inner, [...path, key]);
}

/** The keys that a mapping cannot do without; all, if it can do without each. */
function needed(schema: z.ZodObject): string[] {
    const properties = Object.entries(shapeOf(schema));
    const required = properties.filter(([, property]) => !property.safeParse(undefined).success);
    return (required.length > 0 ? required : properties).map(([key]) => key);
}

function exampleOf(schema: z.ZodType): Leaf {
    if (schema instanceof z.ZodEnum) return String(schema.options[0]);
    if (schema instanceof z.ZodLiteral) return String(schema.value);
    if (schema instanceof z.ZodNumber) return schema.maxValue ?? 1;
    return formatOf.get(schema)?.example ?? true;
}

/** Whether a value has to go before something can be set below it. */
function isInTheWay(schema: z.ZodType, value: unknown): boolean {
    if (value === undefined) return false;
    if (schema instanceof z.ZodArray) return !Array.isArray(value);
    return schema instanceof z.ZodObject || schema instanceof z.ZodRecord || schema instanceof z.ZodDiscriminatedUnion;
}
