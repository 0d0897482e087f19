import { STATUS_CODES } from "node:http";
import { goVerb, type HttpReply, type HttpRequest, jsonOf, send, UnreachableError } from "../http.ts";
import type { Patience } from "../patience.ts";
import { ProviderError } from "../provider-error.ts";

/** A JSON object as Microsoft Graph gives and takes it. */
export type Json = Record<string, unknown>;

/** An answer of Microsoft Graph that is an error. */
export class GraphError extends ProviderError {
    readonly status: number;

    constructor(status: number, message: string) {
        super(message);
        this.name = "GraphError";
        this.status = status;
    }
}

/** Whether a refusal is known to pass, for one call. The text is `code: message`. */
export type Passes = (status: number, text: string) => boolean;

export interface GraphClientOptions {
    /** `https://graph.microsoft.com` */
    readonly url: string;
    readonly token: string;
    readonly patience: Patience;
}

/**
 * Microsoft Graph with the provider's manners: throttling and server failures are waited out, whatever the call; every other refusal
 * only where a call says that it passes.
 */
export class GraphClient {
    private readonly options: GraphClientOptions;

    constructor(options: GraphClientOptions) {
        this.options = options;
    }

    get(path: string, version = "v1.0"): Promise<Json> {
        return this.call("GET", `${version}/${path}`);
    }

    post(path: string, body: Json, passes?: Passes): Promise<Json> {
        return this.call("POST", `v1.0/${path}`, body, passes);
    }

    patch(path: string, body: Json, passes?: Passes, version = "v1.0"): Promise<Json> {
        return this.call("PATCH", `${version}/${path}`, body, passes);
    }

    delete(path: string): Promise<Json> {
        return this.call("DELETE", `v1.0/${path}`);
    }

    /** All items of a list, page by page. */
    async list(path: string, filter?: string): Promise<Json[]> {
        const items: Json[] = [];
        const query = filter === undefined ? "" : `?${new URLSearchParams({ $filter: filter })}`;
        for (let next: string | undefined = `v1.0/${path}${query}`; next !== undefined; ) {
            const page: Json = await this.call("GET", next);
            items.push(...((page["value"] ?? []) as Json[]));
            const link = page["@odata.nextLink"];
            next = typeof link === "string" ? link.slice(this.options.url.length + 1) : undefined;
        }
        return items;
    }

    /** Address of an object, as references to it are written. */
    reference(objectId: string): string {
        return `${this.options.url}/v1.0/directoryObjects/${objectId}`;
    }

    private async call(method: HttpRequest["method"], path: string, body?: Json, passes?: Passes): Promise<Json> {
        const headers = {
            authorization: `Bearer ${this.options.token}`,
            accept: "application/json; charset=utf-8; IEEE754Compatible=false",
            "content-type": "application/json; charset=utf-8",
            "odata-version": "4.0",
            "odata-maxversion": "4.0",
        };
        const request = { method, url: `${this.options.url}/${path}`, headers };
        const reply = await this.sendPatiently(
            body === undefined ? request : { ...request, body: JSON.stringify(body) },
            passes ?? (() => false),
        );
        if (reply.status >= 400) throw new GraphError(reply.status, errorText(reply));
        return (jsonOf(reply) ?? {}) as Json;
    }

    private async sendPatiently(request: HttpRequest, passes: Passes): Promise<HttpReply> {
        const { patience } = this.options;
        for (let attempt = 0; ; attempt += 1) {
            const reply = await send(request).catch((error: unknown) => {
                // The provider tries no request again that got no answer at all.
                if (error instanceof UnreachableError)
                    throw new ProviderError(
                        `${goVerb(request.method)} "${request.url}": HTTP response was nil; connection may have been reset`,
                    );
                throw error;
            });
            const again =
                reply.status === 429 ||
                reply.status === 408 ||
                reply.status === 424 ||
                (reply.status >= 500 && reply.status !== 501) ||
                (reply.status >= 400 && passes(reply.status, codeAndMessage(reply)));
            const wait = again ? pause(reply, attempt) : undefined;
            if (wait === undefined || patience.isOver) return reply;
            await patience.wait(wait);
        }
    }
}

/** Tries after the first; the real provider goes on for minutes. */
const mostTries = 8;
const longestPause = 10_000;

/** Milliseconds as the reply asks for, else more from try to try; nothing when it has been tried often enough. */
function pause({ headers, status }: HttpReply, attempt: number): number | undefined {
    const asked = headers.get("retry-after");
    if (asked !== null && /^\d+$/.test(asked))
        return attempt < mostTries ? Math.min(Number(asked) * 1000, longestPause) : undefined;
    if (status >= 500) return [100, 300, 900][attempt];
    return attempt < mostTries ? Math.min(100 * 2 ** attempt, 2000) : undefined;
}

function errorText(reply: HttpReply): string {
    const { status } = reply;
    const text = codeAndMessage(reply);
    const ending = text === "" ? "" : ` with error: ${text}`;
    return `unexpected status ${status} (${status} ${STATUS_CODES[status] ?? ""})${ending}`;
}

function codeAndMessage(reply: HttpReply): string {
    const { error } = (jsonOf(reply) ?? {}) as { error?: { code?: unknown; message?: unknown } };
    return error === undefined ? "" : `${String(error.code ?? "")}: ${String(error.message ?? "")}`;
}
