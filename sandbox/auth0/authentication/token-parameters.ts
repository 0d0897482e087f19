import { tokenErrors } from "../errors.ts";

/** The parameters of a request to the token endpoint: a form, or a JSON object, of which only the texts count. */
export function tokenParameters(contentType: string, body: string): ReadonlyMap<string, string> {
    if (!contentType.includes("json")) return new Map(new URLSearchParams(body));
    const texts = Object.entries(parsedObject(body)).filter(
        (entry): entry is [string, string] => typeof entry[1] === "string",
    );
    return new Map(texts);
}

function parsedObject(body: string): object {
    try {
        const parsed: unknown = JSON.parse(body);
        if (typeof parsed === "object" && parsed !== null) return parsed;
    } catch {
        // Said below, together with JSON that is no object.
    }
    throw tokenErrors.malformedBody();
}
