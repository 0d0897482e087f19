import { z } from "zod";
import { errors } from "./errors.ts";

/**
 * Refuses headers by which Microsoft Graph would answer otherwise than the sandbox does: an older reading of the directory, another
 * form of the answer, a change on a condition.
 */
export function refuseHeaders(headers: Headers): void {
    for (const [name, served] of headersOfMeaning) {
        const value = headers.get(name);
        if (value !== null && !served.test(value)) throw errors.notServed(`Header ${name}: ${value.slice(0, 100)}`);
    }
}

/** Refuses parameters that a page or an endpoint does not serve, and any that is given twice. @param where "the token endpoint" */
export function refuseParameters(parameters: URLSearchParams, where: string, served: readonly string[]): void {
    const seen = new Set<string>();
    for (const [name, value] of parameters) {
        const isServed = served.includes(name) || telemetry.test(name) || (name === "claims" && areVoluntary(value));
        if (!isServed) throw errors.notServed(`Parameter ${name} of ${where}`);
        if (seen.has(name)) throw errors.notServed(`Parameter ${name} of ${where} given twice`);
        seen.add(name);
    }
}

const never = /(?!)/;
const version4 = /^4\.0(1)?$/;

/** By name, the values that are served. */
const headersOfMeaning: readonly (readonly [name: string, served: RegExp])[] = [
    ["consistencylevel", never],
    ["prefer", never],
    ["if-match", never],
    ["if-none-match", never],
    ["x-http-method-override", never],
    ["x-http-method", never],
    ["content-encoding", /^identity$/i],
    ["odata-version", version4],
    ["odata-maxversion", version4],
    ["accept", /^(?!.*odata\.metadata=(none|full)).*(json|\*\/\*)/i],
];

/** What Microsoft's libraries say of themselves; it changes nothing. */
const telemetry =
    /^(x-(client|app|ms)-[\w-]+|x-anchormailbox|client-request-id|return-client-request-id|haschrome|clidata)$/i;

/** Whether a `claims` parameter only asks for claims of the id token that may be left out, as Microsoft's libraries always do. */
function areVoluntary(text: string): boolean {
    return voluntaryClaims.safeParse(jsonOrUndefined(text)).success;
}

const voluntaryClaims = z.strictObject({
    id_token: z.record(z.string(), z.strictObject({ essential: z.literal(false) })),
});

function jsonOrUndefined(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
}
