import type { z } from "zod";

/** What came up while a recording was read. */
export interface Reading {
    /** What could not be read, a sentence each: the recording is no ground for an approval. */
    readonly unreadable: string[];

    /** What was read, and does not show in the change itself, a sentence each. */
    readonly notes: string[];
}

/** JSON of the form that a schema gives, or undefined and a sentence on what is not. */
export function read<Form extends z.ZodType>(
    what: string,
    text: string,
    schema: Form,
    { unreadable }: Reading,
): z.infer<Form> | undefined {
    const value = parsed(text);
    if (value === undefined) {
        unreadable.push(`${what} is not JSON`);
        return undefined;
    }
    return fitted(what, value, schema, { unreadable, notes: [] });
}

/** A value of the form that a schema gives, or undefined and a sentence on what is not. */
export function fitted<Form extends z.ZodType>(
    what: string,
    value: unknown,
    schema: Form,
    { unreadable }: Reading,
): z.infer<Form> | undefined {
    const result = schema.safeParse(value);
    if (result.success) return result.data;
    const places = result.error.issues.map(({ path }) => path.map(String).join(".") || "the whole of it");
    unreadable.push(`${what} is not of the form that the engine writes: ${[...new Set(places)].join(", ")}`);
    return undefined;
}

function parsed(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        // The message of the parser quotes the text, which may hold anything; the caller says what it was.
        return undefined;
    }
}
