import { ProviderError } from "./provider-error.ts";

export interface HttpRequest {
    readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: string;
}

export interface HttpReply {
    readonly status: number;
    readonly headers: Headers;
    readonly text: string;
}

/** No answer came: the service, or the way to it, is not there. */
export class UnreachableError extends ProviderError {
    /** A try a moment later may succeed. */
    readonly mayPass: boolean;

    constructor(message: string, mayPass: boolean) {
        super(message);
        this.name = "UnreachableError";
        this.mayPass = mayPass;
    }
}

/** An answer came, and broke off before its end. */
export class CutOffError extends ProviderError {
    constructor() {
        super("failed to read the response body: unexpected EOF");
        this.name = "CutOffError";
    }
}

/** Sends one request, once. The proxy and the certificates to trust are Node's, from the environment. */
export async function send({ method, url, headers, body }: HttpRequest): Promise<HttpReply> {
    try {
        const reply = await fetch(url, { method, headers, signal: AbortSignal.timeout(60_000), body: body ?? null });
        return { status: reply.status, headers: reply.headers, text: await wholeText(reply) };
    } catch (error) {
        if (error instanceof CutOffError) throw error;
        const { code, message } = reason(error);
        throw new UnreachableError(`${goVerb(method)} "${url}": ${message}`, !/CERT|SELF_SIGNED|ISSUER/.test(code));
    }
}

/** A method as Go's errors write it: `Post`. */
export function goVerb(method: HttpRequest["method"]): string {
    return `${method.slice(0, 1)}${method.slice(1).toLowerCase()}`;
}

/** The reply's body as JSON; nothing when it is empty or something else. */
export function jsonOf({ text }: HttpReply): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
}

async function wholeText(reply: Response): Promise<string> {
    try {
        return await reply.text();
    } catch {
        throw new CutOffError();
    }
}

function reason(error: unknown): { code: string; message: string } {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const code = (cause as { code?: unknown }).code;
    const message = cause instanceof Error ? cause.message : String(cause);
    return {
        code: typeof code === "string" ? code : "",
        message: typeof code === "string" && !message.includes(code) ? `${message} (${code})` : message,
    };
}
