import type { Shape } from "../../sandbox/auth0/body-shape.ts";

/** As much of JSON Schema as Auth0's documents use. */
export interface JsonSchema {
    readonly $ref?: string;
    readonly type?: string | readonly string[];
    readonly properties?: Readonly<Record<string, JsonSchema>>;
    readonly additionalProperties?: boolean | JsonSchema;
    readonly required?: readonly string[];
    readonly items?: JsonSchema;
    readonly enum?: readonly unknown[];
    readonly const?: unknown;
    readonly oneOf?: readonly JsonSchema[];
    readonly anyOf?: readonly JsonSchema[];
    readonly allOf?: readonly JsonSchema[];
    readonly minLength?: number;
    readonly maxLength?: number;
    readonly pattern?: string;
    readonly minItems?: number;
    readonly maxItems?: number;
    readonly minimum?: number;
    readonly maximum?: number;
}

/** The JSON Schema that takes what one of the sandbox's body shapes takes. */
export function schemaOf(shape: Shape): JsonSchema {
    if (shape === "anything") return {};
    if (typeof shape === "string") return { type: shape };
    switch (shape.kind) {
        case "text":
            return {
                type: "string",
                ...(shape.shortest === undefined ? {} : { minLength: shape.shortest }),
                ...(shape.longest === undefined ? {} : { maxLength: shape.longest }),
                ...(shape.pattern === undefined ? {} : { pattern: shape.pattern.source }),
            };
        case "whole": {
            const { kind: _kind, ...limits } = shape;
            return { type: "integer", ...limits };
        }
        case "oneOf":
            return { type: "string", enum: shape.values };
        case "listOf":
            return {
                type: "array",
                items: schemaOf(shape.item),
                ...(shape.shortest === undefined ? {} : { minItems: shape.shortest }),
                ...(shape.longest === undefined ? {} : { maxItems: shape.longest }),
            };
        case "mapOf":
            return { type: "object", additionalProperties: schemaOf(shape.value) };
        case "orNull":
            return nullable(schemaOf(shape.shape));
        case "object":
            return {
                type: "object",
                additionalProperties: false,
                properties: Object.fromEntries(
                    Object.entries(shape.fields).map(([key, field]) => [key, schemaOf(field)]),
                ),
                ...(shape.required.length === 0 ? {} : { required: shape.required }),
            };
    }
}

function nullable(schema: JsonSchema): JsonSchema {
    const { type } = schema;
    return type === undefined ? schema : { ...schema, type: [...[type].flat(), "null"] };
}
