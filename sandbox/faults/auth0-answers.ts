import { type Auth0Error, errors } from "../auth0/errors.ts";
import { tooManyRequests, tooManyTokens } from "../auth0/rate-limit.ts";
import type { Clock } from "../service/clock.ts";

/** What Auth0 answers when something is wrong that is not the caller's fault, or not yet known everywhere. */
export type Auth0Trouble = "throttled" | "500" | "502" | "503" | "504" | "408" | "not found yet" | "expired token";

const failures = {
    "500": "Internal Server Error",
    "502": "Bad Gateway",
    "503": "Service Unavailable",
    "504": "Gateway Timeout",
    "408": "Request Timeout",
} as const;

/** Auth0's answer to a request of the Management API or the Authentication API. */
export function auth0Answer(trouble: Auth0Trouble, path: string, clock: Clock): Response {
    if (trouble === "throttled") return isManagement(path) ? tooManyRequests(clock, 1) : tooManyTokens(clock, 1);
    if (trouble === "not found yet") return refusal(notFound(path));
    if (trouble === "expired token") return refusal(errors.expiredToken());
    const status = Number(trouble);
    // The gateway in front of the API answers for one that does not.
    if (trouble === "502" || trouble === "504") return gateway(status, failures[trouble]);
    const { message } = errors.internal();
    const body = {
        statusCode: status,
        error: failures[trouble],
        message: trouble === "500" ? message : failures[trouble],
    };
    return Response.json(body, { status });
}

export function isManagement(path: string): boolean {
    return path.startsWith("/api/v2/");
}

function refusal({ body, status }: Auth0Error): Response {
    return Response.json(body, { status });
}

function gateway(status: number, text: string): Response {
    const page = `<html><head><title>${status} ${text}</title></head><body><center><h1>${status} ${text}</h1></center></body></html>`;
    return new Response(page, { status, headers: { "content-type": "text/html" } });
}

/** By collection, the first that fits. */
const missing: readonly [path: RegExp, refusal: () => Auth0Error][] = [
    [/^\/api\/v2\/clients\/[^/]+\/credentials\//, errors.credentialNotFound],
    [/^\/api\/v2\/organizations\/[^/]+\/enabled_connections\//, errors.organizationConnectionNotFound],
    [/^\/api\/v2\/organizations\//, errors.organizationNotFound],
    [/^\/api\/v2\/clients\//, errors.clientNotFound],
    [/^\/api\/v2\/client-grants\//, errors.clientGrantNotFound],
    [/^\/api\/v2\/resource-servers\//, errors.resourceServerNotFound],
];

function notFound(path: string): Auth0Error {
    return (missing.find(([pattern]) => pattern.test(path))?.[1] ?? errors.connectionNotFound)();
}
