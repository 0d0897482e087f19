import { z } from "zod";
import { stackSettingsSchema } from "./schema.ts";

/**
 * JSON Schema of a whole stack file (`Pulumi.<stack>.yaml`), from which editors complete and check it. It says what the
 * settings' schema says; the rules between settings are checked when the stack is deployed.
 */
export function stackFileSchema(): object {
    const { $schema, properties, required } = z.toJSONSchema(stackSettingsSchema, {
        io: "input",
        // The newest draft that every editor's YAML support understands.
        target: "draft-7",
    });
    return {
        $schema,
        title: "Stack file of microsoft-connection",
        type: "object",
        properties: {
            config: {
                description: "Settings of the stack, and of the providers.",
                type: "object",
                properties: namespaced(properties ?? {}),
                required: (required ?? []).map((key) => `${namespace}${key}`),
                patternProperties: { [misspelt(Object.keys(properties ?? {}))]: false },
            },
            environment: { description: "Pulumi ESC environments that the stack takes over." },
            secretsprovider: { description: "What encrypts the stack's secrets.", type: "string" },
            encryptionsalt: { description: "Written by Pulumi.", type: "string" },
            encryptedkey: { description: "Written by Pulumi.", type: "string" },
        },
        required: ["config"],
        additionalProperties: false,
    };
}

const namespace = "microsoft-connection:";

/** Pulumi writes numbers and truth values as texts when it saves a stack file. */
function namespaced(properties: Record<string, unknown>): Record<string, unknown> {
    return Object.fromEntries(
        Object.entries(properties).map(([key, schema]) => [`${namespace}${key}`, alsoAsText(schema as Property)]),
    );
}

interface Property {
    readonly type?: string;
    readonly description?: string;
    readonly default?: unknown;
}

function alsoAsText({ description, default: standard, ...schema }: Property): object {
    const meta = {
        ...(description === undefined ? {} : { description }),
        ...(standard === undefined ? {} : { default: standard }),
    };
    if (schema.type === "boolean") return { ...meta, anyOf: [schema, { enum: ["true", "false"] }] };
    if (schema.type === "integer") return { ...meta, anyOf: [schema, { type: "string", pattern: "^[0-9]+$" }] };
    return { ...meta, ...schema };
}

/** Keys of this project that are none of its settings. */
function misspelt(keys: readonly string[]): string {
    return `^${namespace}(?!(${keys.join("|")})$)`;
}
