import { scopesOf } from "./access-tokens.ts";
import type { ApiResponse, Route } from "./api-request.ts";
import { errors } from "./errors.ts";
import { checkQuery } from "./query.ts";
import { matchRoute } from "./route-match.ts";
import { routes } from "./routes.ts";
import { shapeProblem } from "./shape-problem.ts";
import type { Tenant } from "./tenant.ts";
import { callerOf } from "./users/caller.ts";

/** A request to the Management API, as it came. */
export interface RawRequest {
    readonly host: string;
    readonly method: string;

    /** Path as it was sent, escapes and all. */
    readonly rawPath: string;
    readonly query: URLSearchParams;
    readonly authorization: string | undefined;
    readonly contentType: string;
    readonly body: string;
}

/** Answers a Management API request, or throws Auth0's refusal. The order of the checks is Auth0's: token, JSON, scopes, query, body. */
export async function managementApi(tenant: Tenant, request: RawRequest): Promise<ApiResponse> {
    const match = matchRoute(routes, request.method, request.rawPath);
    if (match === undefined) throw errors.notServed(`${request.method} ${request.rawPath}`);
    const { route, params } = match;

    const scopes = await scopesOf(tenant, request.host, request.authorization);
    const body = route.body === undefined ? undefined : parsed(request);
    if (!route.scopes.some((scope) => scopes.has(scope))) throw errors.insufficientScope(route.scopes);
    checkQuery(request.query, route.query);
    checkBody(route, body);
    const caller = callerOf(request.authorization);
    return route.handle({ tenant, params, query: request.query, body, scopes, caller });
}

function parsed({ contentType, body }: RawRequest): unknown {
    if (body === "") return null;
    if (!contentType.includes("json")) throw errors.unsupportedMediaType();
    try {
        return JSON.parse(body);
    } catch {
        throw errors.malformedJson();
    }
}

function checkBody(route: Route, body: unknown): void {
    const problem = route.body === undefined ? undefined : shapeProblem(body, route.body.shape);
    if (problem !== undefined) throw errors.payload(problem);
}
