import { type HttpReply, type HttpRequest, jsonOf, send } from "../http.ts";
import type { Patience } from "../patience.ts";
import { ProviderError } from "../provider-error.ts";

/** A JSON object as Azure gives and takes it. */
export type Json = Record<string, unknown>;

/** An answer of Azure that is an error. */
export class AzureRefusal extends ProviderError {
    readonly status: number;
    readonly code: string;

    constructor(status: number, code: string, message: string) {
        super(`Status=${status} Code="${code}" Message="${message}"`);
        this.name = "AzureRefusal";
        this.status = status;
        this.code = code;
    }
}

export interface AzureClientOptions {
    /** `https://management.azure.com` */
    readonly url: string;
    readonly token: () => Promise<string>;
    readonly patience: Patience;
}

/** One of Azure's services with the provider's manners: throttling and failures of the service are waited out. */
export class AzureClient {
    private readonly options: AzureClientOptions;

    constructor(options: AzureClientOptions) {
        this.options = options;
    }

    /** The answer to a request; a refusal is thrown. */
    async ask(method: HttpRequest["method"], path: string, apiVersion: string, body?: Json): Promise<Json> {
        const { url, token } = this.options;
        const request: HttpRequest = {
            method,
            url: `${url}${path}?${new URLSearchParams({ "api-version": apiVersion })}`,
            headers: {
                authorization: `Bearer ${await token()}`,
                accept: "application/json",
                "content-type": "application/json",
            },
            ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        };
        const reply = await this.sendPatiently(request);
        if (reply.status >= 400) throw refusalOf(reply);
        return (jsonOf(reply) ?? {}) as Json;
    }

    /** The answer, or nothing when there is no such thing. */
    async find(path: string, apiVersion: string): Promise<Json | undefined> {
        return this.ask("GET", path, apiVersion).catch(unlessMissing);
    }

    private async sendPatiently(request: HttpRequest): Promise<HttpReply> {
        const { patience } = this.options;
        for (const pause of pauses) {
            const reply = await send(request);
            if (!passing.includes(reply.status) || patience.isOver) return reply;
            await patience.wait(pause);
        }
        return send(request);
    }
}

/** Nothing where a thing is missing; any other refusal stays one. */
export function unlessMissing(error: unknown): undefined {
    if (error instanceof AzureRefusal && error.status === 404) return undefined;
    throw error;
}

/** Refusals that the provider tries again after. */
const passing = [408, 429, 500, 502, 503, 504];

/** Milliseconds between tries; the real provider waits for minutes. */
const pauses = [200, 600, 1800];

function refusalOf(reply: HttpReply): AzureRefusal {
    const { error = {} } = (jsonOf(reply) ?? {}) as { error?: { code?: unknown; message?: unknown } };
    return new AzureRefusal(reply.status, String(error.code ?? ""), String(error.message ?? reply.text));
}
