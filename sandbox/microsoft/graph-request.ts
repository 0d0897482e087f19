import type { Caller } from "./caller.ts";
import type { Directory } from "./directory.ts";
import { errors } from "./errors.ts";

/** A request to Microsoft Graph by a caller who is known and may use the route. */
export interface GraphRequest {
    readonly directory: Directory;
    readonly caller: Caller;

    /** Where the API is, `https://graph.microsoft.com/v1.0`. */
    readonly root: string;

    /** Where this request went, without its query. */
    readonly url: string;
    readonly query: URLSearchParams;
    readonly contentType: string;

    /** An object id out of the path. @param name @default "id" */
    id(name?: string): string;

    /** A key out of the path that is no object id. @param name @default "id" */
    key(name?: string): string;

    /** The body, from JSON. */
    json(): Promise<unknown>;
    bytes(): Promise<Uint8Array>;
}

/** A body that `odata.ts` made: Microsoft published every field of it. */
export interface ODataBody {
    readonly [isPublished]: true;
}

declare const isPublished: unique symbol;

/** What a route answers. */
export type GraphReply =
    | { readonly status: 200 | 201; readonly body: ODataBody }
    /** Accepted, or done: nothing to say. */
    | { readonly status: 202 | 204 };

export type GraphHandler = (request: GraphRequest) => GraphReply | Promise<GraphReply>;

export const noContent: GraphReply = { status: 204 };

/** The body of a request that must have one, and say that it is JSON. */
export function jsonOf(text: string, contentType: string | undefined): unknown {
    if (text.trim() === "") throw errors.emptyPayload();
    if (!/^application\/json\s*(;|$)/i.test(contentType ?? "")) throw errors.malformedJson();
    try {
        return JSON.parse(text);
    } catch {
        throw errors.malformedJson();
    }
}

/** An object id as the directory keeps it; Graph takes ids in capitals too. */
export function objectId(text: string): string {
    if (!guid.test(text)) throw errors.invalidObjectId(text);
    return text.toLowerCase();
}

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
