import type { World } from "../../sandbox/world.ts";
import type { Json } from "../transcript.ts";

interface Struck {
    readonly method: "GET" | "POST" | "PATCH" | "DELETE" | "PUT";

    /** Matched against the path without its query. */
    readonly path: RegExp;

    /** @default 1 */
    readonly times?: number;

    /** Does the work first. @default false */
    readonly afterwards?: boolean;

    /** Header of the answer, in seconds. @default none */
    readonly retryAfter?: number;
}

/** Auth0 answers as its Management API does when it refuses. */
export function auth0Refuses(world: World, struck: Struck, status: number, message: string, errorCode: string): void {
    const body = { statusCode: status, error: reasons[status] ?? "", message, errorCode };
    strike(world, "auth0", struck, status, body);
}

/** Microsoft Graph answers as it does when it refuses. */
export function graphRefuses(world: World, struck: Struck, status: number, code: string, message: string): void {
    strike(world, "microsoft", struck, status, { error: { code, message } });
}

/** The connection breaks instead of an answer. */
export function breaks(world: World, service: "auth0" | "microsoft", struck: Struck): void {
    const { method, path, times = 1, afterwards = false } = struck;
    world.faults.add({ service, method, path, times, afterwards, answer: "reset" });
}

function strike(world: World, service: "auth0" | "microsoft", struck: Struck, status: number, body: Json): void {
    const { method, path, times = 1, afterwards = false, retryAfter } = struck;
    const headers = {
        ...(retryAfter === undefined ? {} : { "retry-after": String(retryAfter) }),
        // Auth0's clients wait until then; by the recording's clock that was long ago.
        ...(service === "auth0" && status === 429 ? { "x-ratelimit-reset": "1" } : {}),
    };
    const answer = () => Response.json(body, { status, headers });
    world.faults.add({ service, method, path, times, afterwards, answer });
}

const reasons: Readonly<Record<number, string>> = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    409: "Conflict",
    429: "Too Many Requests",
    500: "Internal Server Error",
    503: "Service Unavailable",
};
