import { z } from "zod";
import { parsedJson } from "./parsed-json.ts";
import { Refusal } from "./refusal.ts";

const refusal = z.object({
    message: z.string().optional(),
    error: z.string(),
    error_description: z.string().optional(),
    errorCode: z.string().optional(),
});

/** What Auth0 answered, parsed; a refusal is thrown as a `Refusal`. */
export async function answerOf(domain: string, response: Response): Promise<unknown> {
    const body = parsedJson(await response.text());
    if (response.ok) return body;
    const { data } = refusal.safeParse(body);
    const text = data?.message ?? data?.error_description ?? "";
    throw new Refusal(domain, response.status, data?.errorCode ?? data?.error ?? "error", text);
}
