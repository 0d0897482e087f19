import { STATUS_CODES } from "node:http";
import { CutOffError, goVerb, type HttpReply, type HttpRequest, jsonOf, send, UnreachableError } from "../http.ts";
import type { Patience } from "../patience.ts";
import { ProviderError } from "../provider-error.ts";

/** A JSON object as the Management API gives and takes it. */
export type Json = Record<string, unknown>;

/** An answer of the Management API that is an error. */
export class ManagementError extends ProviderError {
    readonly status: number;

    constructor(status: number, message: string) {
        super(message);
        this.name = "ManagementError";
        this.status = status;
    }
}

/** How the provider gets its access token. */
export type Credentials = { readonly apiToken: string } | { readonly clientId: string; readonly clientSecret: string };

export interface ManagementClientOptions {
    readonly domain: string;
    readonly audience: string;
    readonly credentials: Credentials;
    readonly patience: Patience;

    /** What an error says. @default the API's own message after status and reason */
    readonly errorText?: (reply: HttpReply) => string;
}

/** Auth0's Management API with the provider's manners: a token at the first call, rate limits and short failures waited out. */
export class ManagementClient {
    readonly domain: string;
    private readonly options: ManagementClientOptions;
    private token: Promise<string> | undefined;

    constructor(options: ManagementClientOptions) {
        this.domain = options.domain;
        this.options = options;
    }

    get(path: string, query: Readonly<Record<string, string>> = {}): Promise<Json> {
        const search = new URLSearchParams(Object.entries(query).sort());
        return this.call("GET", search.size === 0 ? path : `${path}?${search}`);
    }

    post(path: string, body: unknown): Promise<Json> {
        return this.call("POST", path, body);
    }

    patch(path: string, body: unknown): Promise<Json> {
        return this.call("PATCH", path, body);
    }

    delete(path: string): Promise<Json> {
        return this.call("DELETE", path);
    }

    private async call(method: HttpRequest["method"], path: string, body?: unknown): Promise<Json> {
        const url = `https://${this.domain}/api/v2/${path}`;
        const token = await this.accessToken(method, url);
        const authorization = `Bearer ${token}`;
        const reply = await this.sendPatiently(
            body === undefined
                ? { method, url, headers: { authorization } }
                : {
                      method,
                      url,
                      headers: { authorization, "content-type": "application/json" },
                      body: JSON.stringify(body),
                  },
        );
        if (reply.status >= 400) throw new ManagementError(reply.status, (this.options.errorText ?? errorText)(reply));
        if (reply.text === "") return {};
        const answer = jsonOf(reply);
        if (typeof answer !== "object" || answer === null)
            throw new ProviderError(`failed to unmarshal response payload of ${method} ${url}`);
        return answer as Json;
    }

    private async sendPatiently(request: HttpRequest): Promise<HttpReply> {
        const { patience } = this.options;
        for (let limited = 0, failed = 0; ; ) {
            const reply = await send(request).catch((error: unknown) => {
                // An answer that breaks off is believed to have come: the provider does not ask again.
                if (error instanceof CutOffError) throw error;
                return error as Error;
            });
            const wait =
                reply instanceof Error || shortFailures.has(reply.status)
                    ? shortPauses[failed++]
                    : reply.status === 429 && limited++ < mostRateLimits
                      ? untilReset(reply)
                      : undefined;
            const hopeless = reply instanceof Error && !(reply instanceof UnreachableError && reply.mayPass);
            if (wait === undefined || hopeless || patience.isOver) {
                if (reply instanceof Error) throw new ProviderError(`failed to send the request: ${reply.message}`);
                return reply;
            }
            await patience.wait(wait);
        }
    }

    private accessToken(method: HttpRequest["method"], url: string): Promise<string> {
        const { credentials } = this.options;
        if ("apiToken" in credentials) return Promise.resolve(credentials.apiToken);
        this.token ??= this.fetchToken(credentials).catch((error: unknown) => {
            this.token = undefined;
            const reason = error instanceof Error ? error.message : String(error);
            throw new ProviderError(`failed to send the request: ${goVerb(method)} "${url}": ${reason}`);
        });
        return this.token;
    }

    /** Client authentication by header first and, when that is refused, in the body, as Go's oauth2 library tries. */
    private async fetchToken({ clientId, clientSecret }: { clientId: string; clientSecret: string }): Promise<string> {
        const form = { grant_type: "client_credentials", audience: this.options.audience };
        const basic = [clientId, clientSecret].map(encodeURIComponent).join(":");
        const tries: [Record<string, string>, Record<string, string>][] = [
            [{ authorization: `Basic ${Buffer.from(basic).toString("base64")}` }, form],
            [{}, { ...form, client_id: clientId, client_secret: clientSecret }],
        ];
        let refusal = "";
        for (const [headers, fields] of tries) {
            const reply = await send({
                method: "POST",
                url: `https://${this.domain}/oauth/token`,
                headers: { ...headers, "content-type": "application/x-www-form-urlencoded" },
                body: new URLSearchParams(fields).toString(),
            });
            const answer = (jsonOf(reply) ?? {}) as Json;
            const { access_token: token, error, error_description: description } = answer;
            if (reply.status < 300 && typeof token === "string") return token;
            refusal =
                typeof error === "string"
                    ? `oauth2: "${error}" "${String(description ?? "")}"`
                    : `oauth2: cannot fetch token: ${reply.status} ${STATUS_CODES[reply.status] ?? ""}`;
        }
        throw new ProviderError(refusal);
    }
}

/** A segment of a path as Go escapes it: a colon stays, a slash does not. */
export function segment(text: string): string {
    return encodeURIComponent(text).replace(/%(3A|40|24|26|2B|3D)/g, decodeURIComponent);
}

const shortFailures: ReadonlySet<number> = new Set([500, 502, 503, 504, 524]);

/** Milliseconds to wait after a first, second and third failure; the real provider waits longer. */
const shortPauses: readonly number[] = [100, 300, 900];

const mostRateLimits = 10;
const longestPause = 10_000;

function untilReset({ headers }: HttpReply): number {
    const reset = Number(headers.get("x-ratelimit-reset") ?? Number.NaN) * 1000;
    const wait = Number.isFinite(reset) ? reset - Date.now() : 5000;
    return Math.min(Math.max(wait, 0), longestPause);
}

function errorText(reply: HttpReply): string {
    const body = jsonOf(reply) as Json | undefined;
    const reason = STATUS_CODES[reply.status] ?? "";
    if (typeof body !== "object" || body === null || typeof body["statusCode"] !== "number")
        return `${reply.status} ${reason}: ${typeof body?.["message"] === "string" ? body["message"] : ""}`;
    return `${body["statusCode"]} ${String(body["error"] ?? reason)}: ${String(body["message"] ?? "")}`;
}
