import type { BodyShape } from "./body-shape.ts";
import type { ManagementScope } from "./management-scopes.ts";
import type { QueryRules } from "./query.ts";
import type { Tenant } from "./tenant.ts";
import type { Caller } from "./users/caller.ts";

/** A Management API request whose token, scopes, query and body have been found good. */
export interface ApiRequest<Params = unknown, Body = undefined> {
    readonly tenant: Tenant;
    readonly params: Params;
    readonly query: URLSearchParams;
    readonly body: Body;

    /** Scopes of the token. */
    readonly scopes: ReadonlySet<string>;

    /** Whose token it is. */
    readonly caller: Caller;
}

export interface ApiResponse {
    readonly status: 200 | 201 | 202 | 204;
    readonly body?: unknown;
}

/** One row of the table of routes. */
export interface Route {
    readonly method: string;

    /** Path with its parameters in braces: `/api/v2/connections/{id}`. */
    readonly path: string;

    /** Any one of these opens the route. */
    readonly scopes: readonly ManagementScope[];

    readonly query: QueryRules;
    readonly body: BodyShape<unknown> | undefined;
    readonly handle: (request: ApiRequest<Record<string, string>, unknown>) => ApiResponse | Promise<ApiResponse>;
}

type Signature = `${"GET" | "POST" | "PATCH" | "PUT" | "DELETE"} /${string}`;

/** The parameters that a path names: `{ id: string }` for `GET /connections/{id}`. */
type ParamsOf<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
    ? { readonly [Key in Name]: string } & ParamsOf<Rest>
    : unknown;

interface Rules<Body> {
    readonly query?: QueryRules;
    readonly body?: BodyShape<Body>;
}

/**
 * A row of the table of routes. The handler must fit the path's parameters and the body's shape.
 *
 * @param signature method and path below /api/v2
 * @param scopes any one of these opens the route
 */
export function route<const Path extends Signature, Body = undefined>(
    signature: Path,
    scopes: ManagementScope | readonly ManagementScope[],
    handle: (request: ApiRequest<ParamsOf<Path>, NoInfer<Body>>) => ApiResponse | Promise<ApiResponse>,
    { query = {}, body }: Rules<Body> = {},
): Route {
    const [method = "", path = ""] = signature.split(" ");
    return {
        method,
        path: `/api/v2${path}`,
        scopes: typeof scopes === "string" ? [scopes] : scopes,
        query,
        body,
        handle: handle as Route["handle"],
    };
}
