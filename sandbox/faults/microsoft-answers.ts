import { randomUUID } from "node:crypto";
import { microsoftGraphAppId, microsoftLoginHost } from "../../catalogue/microsoft.ts";
import { errors, type GraphError } from "../microsoft/errors.ts";
import type { Clock } from "../service/clock.ts";

/** What Microsoft answers when something is wrong that is not the caller's fault, or not yet known everywhere. */
export type MicrosoftTrouble = keyof typeof graphTroubles;

interface Trouble {
    readonly status: number;
    readonly code: string;
    readonly message: string;
    readonly headers?: Readonly<Record<string, string>>;
}

type Known = Pick<GraphError, "code" | "message" | "status">;

const ofDirectory = ({ code, message, status }: Known): Trouble => ({ status, code, message });

/** In Graph's words; the path is what was asked for. */
const graphTroubles = {
    throttled: () => ({
        status: 429,
        code: "TooManyRequests",
        message: "Too many requests. Please try again later.",
        headers: { "retry-after": "1" },
    }),
    "500": () => ({
        status: 500,
        code: "Service_InternalServerError",
        message: "Encountered an internal server error.",
    }),
    "502": () => ({ status: 502, code: "BadGateway", message: "Failed to read from the service's answer." }),
    "503": () => ({ status: 503, code: "serviceNotAvailable", message: "The service is temporarily unavailable." }),
    "504": () => ({ status: 504, code: "UnknownError", message: "" }),
    "408": () => ({ status: 408, code: "Request_Timeout", message: "The request timed out." }),
    "not found yet": (path: string) => ofDirectory(errors.resourceNotFound(objectIn(path))),
    "forbidden yet": () => ofDirectory(errors.insufficientPrivileges()),
    "expired token": () => ({
        ...ofDirectory(errors.expiredToken()),
        headers: {
            "www-authenticate": `Bearer realm="", authorization_uri="https://${microsoftLoginHost}/common/oauth2/authorize", client_id="${microsoftGraphAppId}"`,
        },
    }),
    Error_MsaAppDoesNotExist: () => ({
        status: 409,
        code: "Error_MsaAppDoesNotExist",
        message: "The corresponding MSA application does not exist.",
    }),
    "no backing application yet": () => ofDirectory(errors.noBackingApplication(randomUUID())),
} as const satisfies Readonly<Record<string, (path: string) => Trouble>>;

/** Microsoft's answer to a request, of Graph or of the login. */
export function microsoftAnswer(trouble: MicrosoftTrouble, path: string, clock: Clock): Response {
    const found: Trouble = graphTroubles[trouble](path);
    const id = randomUUID();
    const ids = { "request-id": id, "client-request-id": id };
    const now = clock.now().toISOString().slice(0, 19);
    const { code, headers, message, status } = found;
    const body = isLogin(path)
        ? loginBody(status, id, now)
        : { error: { code, message, innerError: { date: now, ...ids } } };
    return Response.json(body, { status, headers: { ...ids, ...headers } });
}

/** Microsoft's login and its discovery documents, told from Graph by the path. */
export function isLogin(path: string): boolean {
    return !/^\/(v1\.0|beta)\//.test(path);
}

/** Microsoft, "Authentication and authorization error codes": 90055 TenantThrottlingError, 90033 MsodsServiceUnavailable. */
function loginBody(status: number, id: string, now: string): object {
    const isThrottled = status === 429;
    const number = isThrottled ? 90055 : 90033;
    const text = isThrottled
        ? "There are too many incoming requests."
        : "A transient error has occurred. Please try again.";
    const timestamp = `${now.replace("T", " ")}Z`;
    return {
        error: "temporarily_unavailable",
        error_description: `AADSTS${number}: ${text} Trace ID: ${id} Correlation ID: ${id} Timestamp: ${timestamp}`,
        error_codes: [number],
        timestamp,
        trace_id: id,
        correlation_id: id,
    };
}

function objectIn(path: string): string {
    return /^\/(?:v1\.0|beta)\/[^/]+\/([^/]+)/.exec(path)?.[1] ?? "";
}
