import type { z } from "zod";
import type { connectedAccountsScopes } from "../../../catalogue/auth0.ts";
import type { Outbound } from "../../service/outbound.ts";
import type { Authentication } from "../authentication/authentication.ts";
import type { Client } from "../objects.ts";
import type { User } from "../people.ts";
import type { QueryRules } from "../query.ts";
import type { ConnectRequests } from "./connect-requests.ts";

/** What the My Account API of a tenant works with. */
export interface MyAccount extends Authentication {
    readonly outbound: Outbound;
    readonly requests: ConnectRequests;
}

/** A request whose token, scope, query and body have been found good. */
export interface MyAccountRequest<Body = undefined> extends MyAccount {
    /** Domain that was asked. */
    readonly host: string;
    readonly user: User;

    /** The app that the token was issued to. */
    readonly client: Client;
    readonly params: Readonly<Record<string, string>>;
    readonly query: URLSearchParams;
    readonly body: Body;
}

export interface MyAccountReply {
    readonly status: 200 | 201 | 204;
    readonly body?: object;
}

/** One row of the table of routes. */
export interface MyAccountRoute {
    readonly method: "GET" | "POST" | "DELETE";

    /** Path below /me/v1, with its parameters in Hono's way. */
    readonly path: string;
    readonly scope: (typeof connectedAccountsScopes)[number];
    readonly query: QueryRules;
    readonly body: z.ZodType | undefined;
    readonly handle: (request: MyAccountRequest<unknown>) => MyAccountReply;
}

interface Rules<Body> {
    readonly query?: QueryRules;
    readonly body?: z.ZodType<Body>;
}

/** A row of the table of routes. The handler must fit the body's shape. */
export function myAccountRoute<Body = undefined>(
    signature: `${MyAccountRoute["method"]} /${string}`,
    scope: MyAccountRoute["scope"],
    handle: (request: MyAccountRequest<NoInfer<Body>>) => MyAccountReply,
    { query = {}, body }: Rules<Body> = {},
): MyAccountRoute {
    const [method, path = ""] = signature.split(" ");
    return {
        method: method as MyAccountRoute["method"],
        path,
        scope,
        query,
        body,
        handle: handle as MyAccountRoute["handle"],
    };
}
