import { randomUUID } from "node:crypto";
import type { Context } from "hono";
import { microsoftGraphAppId, microsoftLoginHost } from "../../catalogue/microsoft.ts";
import { errors, GraphError } from "./errors.ts";
import { LoginError } from "./login-errors.ts";

/** The one place that turns an error into a reply, in the shape of whoever refused. */
export function refusalReply(error: unknown, c: Context, now: Date): Response {
    const ids = requestIds(c);
    if (error instanceof LoginError) return c.json(loginErrorBody(error, ids, now), error.status);
    const graphError = error instanceof GraphError ? error : errors.internal(error);
    if (graphError.status === 401) c.header("www-authenticate", challenge);
    return c.json(graphErrorBody(graphError, ids, now), graphError.status, ids);
}

/** What a reply is found again by at Microsoft; a caller may give an id of its own. */
export function requestIds(c: Context): RequestIds {
    const id = randomUUID();
    return { "request-id": id, "client-request-id": c.req.header("client-request-id") ?? id };
}

type RequestIds = Record<"request-id" | "client-request-id", string>;

const challenge = [
    'Bearer realm=""',
    `authorization_uri="https://${microsoftLoginHost}/common/oauth2/authorize"`,
    `client_id="${microsoftGraphAppId}"`,
].join(", ");

function graphErrorBody({ code, details, message }: GraphError, ids: RequestIds, now: Date): object {
    return {
        error: {
            code,
            message,
            ...(details.length === 0 ? {} : { details }),
            innerError: { date: now.toISOString().slice(0, 19), ...ids },
        },
    };
}

function loginErrorBody({ error, message, number, suberror }: LoginError, ids: RequestIds, now: Date): object {
    const timestamp = `${now.toISOString().slice(0, 19).replace("T", " ")}Z`;
    const { "client-request-id": correlationId, "request-id": traceId } = ids;
    return {
        error,
        error_description: `AADSTS${number}: ${message} Trace ID: ${traceId} Correlation ID: ${correlationId} Timestamp: ${timestamp}`,
        error_codes: [number],
        timestamp,
        trace_id: traceId,
        correlation_id: correlationId,
        error_uri: `https://${microsoftLoginHost}/error?code=${number}`,
        ...(suberror === undefined ? {} : { suberror }),
    };
}
