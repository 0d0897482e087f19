import type { z } from "zod";
import type { AzureError } from "./errors.ts";

/** The body as its shape has it; refused where it is no JSON, or has other keys or values. */
export function bodyAs<T>(schema: z.ZodType<T>, text: string, refusal: (what: string) => AzureError): T {
    const { success, data, error } = schema.safeParse(parsed(text, refusal));
    if (success) return data;
    const issue = error.issues.find(({ code }) => code === "unrecognized_keys") ?? error.issues[0];
    const where = issue?.path.map(String).join(".") ?? "";
    if (issue?.code === "unrecognized_keys") {
        throw refusal(`Could not find member '${[where, issue.keys[0]].filter((part) => part !== "").join(".")}'`);
    }
    throw refusal(`Error converting value at '${where}'`);
}

function parsed(text: string, refusal: (what: string) => AzureError): unknown {
    try {
        return JSON.parse(text);
    } catch {
        throw refusal("the body is not JSON");
    }
}
