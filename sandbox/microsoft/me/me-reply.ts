import type { Directory } from "../directory.ts";
import type { GraphError } from "../errors.ts";
import { type MicrosoftContext, placeOf, sent } from "../graph-reply.ts";
import { type GraphReply, type GraphRequest, jsonOf } from "../graph-request.ts";
import { refuseOptions } from "../odata.ts";
import { refuseHeaders } from "../unserved.ts";
import { type UserCaller, userCallerOf } from "./user-caller.ts";

/** A request to Microsoft Graph on behalf of a user who has a permission for it. */
export interface MeRequest extends UserCaller, Pick<GraphRequest, "query" | "root" | "url" | "json"> {
    /** The present of the service. */
    readonly now: Date;
}

/** Something of the signed-in user's. */
export interface MeRoute {
    readonly method: "GET" | "POST";
    readonly path: string;

    /** Any of these delegated permissions opens it. */
    readonly anyOf: readonly string[];

    /** What the service behind it says to a token without. */
    readonly refusal: () => GraphError;
    readonly handler: (request: MeRequest) => GraphReply | Promise<GraphReply>;
}

/** What a route answers to a user whose token has a permission for it. */
export async function meReply(
    directory: Directory,
    version: string,
    { anyOf, handler, method, refusal }: MeRoute,
    c: MicrosoftContext,
): Promise<Response> {
    refuseHeaders(c.req.raw.headers);
    const caller = await userCallerOf(directory, c.req.header("authorization"));
    if (!anyOf.some((scope) => caller.scopes.has(scope))) throw refusal();
    const request: MeRequest = {
        ...caller,
        ...placeOf(version, c),
        now: directory.clock.now(),
        json: async () => jsonOf(await c.req.text(), c.req.header("content-type")),
    };
    if (method !== "GET") refuseOptions(request.query, []);
    return sent(await handler(request), c);
}
