import type { Json } from "./graph-client.ts";

/** A text, where Graph has null for none. */
export function text(value: unknown): string {
    return typeof value === "string" ? value : "";
}

/** A list of texts, where Graph may have null for an empty one. */
export function texts(value: unknown): string[] {
    return Array.isArray(value) ? value.map(String) : [];
}

/** A list of objects, where Graph may have null for an empty one. */
export function objects(value: unknown): Json[] {
    return Array.isArray(value) ? (value as Json[]) : [];
}

/** A text for Graph: null for none. */
export function orNull(value: unknown): string | null {
    return typeof value === "string" && value !== "" ? value : null;
}
