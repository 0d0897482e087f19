import type { Shape } from "./body-shape.ts";

/** Deeper values could be taken, but never be sent back: writing JSON needs a stack. */
const deepest = 100;

/**
 * What is wrong with a value, or nothing. The sentences are those of z-schema, the JSON Schema validator whose words Auth0's
 * refusals quote ("Additional properties not allowed: …", "String is too short (0 chars), minimum 1").
 */
export function shapeProblem(value: unknown, shape: Shape, path = ""): string | undefined {
    if (shape === "anything") {
        return isDeeper(value, deepest) ? problem(`Nested too deep, maximum ${deepest}`, path) : undefined;
    }
    if (shape === "string" || shape === "boolean" || shape === "integer") return typeProblem(value, shape, path);
    switch (shape.kind) {
        case "orNull":
            return value === null ? undefined : shapeProblem(value, shape.shape, path);
        case "text":
            return typeProblem(value, "string", path) ?? textProblem(value as string, shape, path);
        case "whole":
            return typeProblem(value, "integer", path) ?? numberProblem(value as number, shape, path);
        case "oneOf":
            return shape.values.includes(value as string)
                ? undefined
                : problem(`No enum match for: ${shown(value)}`, path);
        case "listOf":
            return typeProblem(value, "array", path) ?? listProblem(value as unknown[], shape, path);
        case "mapOf":
            return typeProblem(value, "object", path) ?? mapProblem(value as Record<string, unknown>, shape, path);
        case "object":
            return typeProblem(value, "object", path) ?? objectProblem(value as Record<string, unknown>, shape, path);
    }
}

type Kind<Name extends string> = Extract<Shape, { kind: Name }>;

function objectProblem(value: Record<string, unknown>, shape: Kind<"object">, path: string): string | undefined {
    const missing = shape.required.find((key) => !Object.hasOwn(value, key));
    if (missing !== undefined) return problem(`Missing required property: ${missing}`, path);

    const unknown = Object.keys(value).filter((key) => !Object.hasOwn(shape.fields, key));
    if (unknown.length > 0) return problem(`Additional properties not allowed: ${unknown.join(",")}`, path);

    return first(Object.entries(value), ([key, field]) =>
        shapeProblem(field, shape.fields[key] ?? "anything", inside(path, key)),
    );
}

function mapProblem(value: Record<string, unknown>, shape: Kind<"mapOf">, path: string): string | undefined {
    return first(Object.entries(value), ([key, field]) => shapeProblem(field, shape.value, inside(path, key)));
}

function listProblem(value: unknown[], shape: Kind<"listOf">, path: string): string | undefined {
    const { shortest = 0, longest = Number.POSITIVE_INFINITY } = shape;
    if (value.length < shortest) return problem(`Array is too short (${value.length}), minimum ${shortest}`, path);
    if (value.length > longest) return problem(`Array is too long (${value.length}), maximum ${longest}`, path);
    return first([...value.entries()], ([index, item]) => shapeProblem(item, shape.item, `${path}[${index}]`));
}

function textProblem(value: string, shape: Kind<"text">, path: string): string | undefined {
    const { shortest = 0, longest = Number.POSITIVE_INFINITY, pattern } = shape;
    if (value.length < shortest) {
        return problem(`String is too short (${value.length} chars), minimum ${shortest}`, path);
    }
    if (value.length > longest) return problem(`String is too long (${value.length} chars), maximum ${longest}`, path);
    if (pattern !== undefined && !pattern.test(value)) {
        return problem(`String does not match pattern ${pattern.source}: ${value}`, path);
    }
    return undefined;
}

function numberProblem(value: number, shape: Kind<"whole">, path: string): string | undefined {
    const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = shape;
    if (value < minimum) return problem(`Value ${value} is less than minimum ${minimum}`, path);
    return value > maximum ? problem(`Value ${value} is greater than maximum ${maximum}`, path) : undefined;
}

function typeProblem(value: unknown, expected: string, path: string): string | undefined {
    const found = typeName(value);
    return found === expected ? undefined : problem(`Expected type ${expected} but found type ${found}`, path);
}

function typeName(value: unknown): string {
    if (value === null || value === undefined) return "null";
    if (Array.isArray(value)) return "array";
    return Number.isInteger(value) ? "integer" : typeof value;
}

function problem(sentence: string, path: string): string {
    return `'${sentence}'${path === "" ? "" : ` on property ${path}`}.`;
}

function isDeeper(value: unknown, levels: number): boolean {
    if (typeof value !== "object" || value === null) return false;
    return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}

function inside(path: string, key: string): string {
    return path === "" ? key : `${path}.${key}`;
}

function shown(value: unknown): string {
    return typeof value === "string" ? value : JSON.stringify(value);
}

function first<Item>(items: readonly Item[], find: (item: Item) => string | undefined): string | undefined {
    for (const item of items) {
        const found = find(item);
        if (found !== undefined) return found;
    }
    return undefined;
}
