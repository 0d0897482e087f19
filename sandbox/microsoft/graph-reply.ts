import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";
import { mayUse } from "./access.ts";
import { type Caller, callerOf } from "./caller.ts";
import type { Directory } from "./directory.ts";
import { errors } from "./errors.ts";
import { type GraphReply, type GraphRequest, jsonOf, objectId } from "./graph-request.ts";
import type { GraphRoute } from "./graph-routes.ts";
import { refuseOptions } from "./odata.ts";
import { requestIds } from "./refusal.ts";
import { refuseHeaders } from "./unserved.ts";

export type MicrosoftContext = Context<{ Bindings: HttpBindings }>;

const contentType =
    "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8";

/** What a route of Microsoft Graph answers to a caller who is known and may use it. */
export async function graphReply(
    directory: Directory,
    version: string,
    [, , access, handler]: GraphRoute,
    c: MicrosoftContext,
): Promise<Response> {
    refuseHeaders(c.req.raw.headers);
    const caller = await callerOf(directory, c.req.header("authorization"));
    const request = graphRequest(directory, version, caller, c);
    if (!mayUse(access, caller, mayOwn(directory, caller.objectId, c.req.param("id")))) {
        throw errors.insufficientPrivileges();
    }
    if (c.req.method !== "GET") refuseOptions(request.query, []);
    const reply = await handler(request);
    return sent(reply, c);
}

/** A route's answer as Microsoft Graph sends it. */
export function sent(reply: GraphReply, c: MicrosoftContext): Response {
    const ids = requestIds(c);
    if (!("body" in reply)) return c.body(null, reply.status, ids);
    return c.body(JSON.stringify(reply.body), reply.status, { ...ids, "content-type": contentType });
}

/** Where a request went: under the name it was asked for. The sandbox's services listen on any port, their names have none. */
export function placeOf(version: string, c: MicrosoftContext): Pick<GraphRequest, "query" | "root" | "url"> {
    const { host, pathname, searchParams } = new URL(c.req.url);
    const origin = `https://${host.replace(/:\d+$/, "")}`;
    return { root: `${origin}/${version}`, url: `${origin}${pathname}`, query: searchParams };
}

function graphRequest(directory: Directory, version: string, caller: Caller, c: MicrosoftContext): GraphRequest {
    return {
        directory,
        caller,
        ...placeOf(version, c),
        contentType: c.req.header("content-type") ?? "",
        id: (name = "id") => objectId(c.req.param(name) ?? ""),
        key: (name = "id") => c.req.param(name) ?? "",
        json: async () => jsonOf(await c.req.text(), c.req.header("content-type")),
        bytes: async () => new Uint8Array(await c.req.arrayBuffer()),
    };
}

/** Whether an object is the caller's; one that does not exist is nobody's, and the route says so itself. */
function mayOwn(directory: Directory, callerId: string, id: string | undefined): boolean {
    const key = (id ?? "").toLowerCase();
    const exists = directory.applications.has(key) || directory.servicePrincipals.has(key);
    return !exists || (directory.owners.get(key)?.includes(callerId) ?? false);
}
