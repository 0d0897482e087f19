import type { Json, RecordedExchange } from "./transcript.ts";

/** A request as a provider sends it, in the words of a transcript. */
export type AskedExchange = Pick<RecordedExchange, "method" | "host" | "path" | "request" | "basic">;

/** What was asked otherwise than recorded: either side is missing where nothing was to be asked, or nothing was. */
export interface OtherRequest {
    readonly recorded?: AskedExchange | undefined;
    readonly replayed?: AskedExchange | undefined;
}

/** Stands in for the services during one call: answers what was recorded, in order, and notes what is asked otherwise. */
export class StandingReplies {
    readonly others: OtherRequest[] = [];
    private readonly exchanges: readonly RecordedExchange[];
    private at = 0;

    constructor(exchanges: readonly RecordedExchange[]) {
        this.exchanges = exchanges;
    }

    /** In place of the global `fetch`. */
    readonly fetch = async (url: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
        const asked = askedOf(String(url), init);
        const last = this.exchanges[this.at - 1];
        // Waits are not compared: what was asked last may be asked again.
        if (
            last !== undefined &&
            last.method === "GET" &&
            isSame(last, asked) &&
            !isSame(this.exchanges[this.at], asked)
        )
            return answerOf(last);
        const found = this.exchanges.findIndex((exchange, place) => place >= this.at && isSame(exchange, asked));
        if (found < 0) {
            this.others.push({ recorded: this.exchanges[this.at], replayed: asked });
            const similar = this.exchanges.findIndex(
                ({ method, path }, place) => place >= this.at && method === asked.method && path === asked.path,
            );
            if (similar < 0) throw new TypeError("fetch failed", { cause: new Error("nothing like it was recorded") });
            this.at = similar + 1;
            return answerOf(this.exchanges[similar] as RecordedExchange);
        }
        for (const skipped of this.exchanges.slice(this.at, found)) this.others.push({ recorded: skipped });
        const exchange = this.exchanges[found] as RecordedExchange;
        this.at = found + 1;
        if (exchange.times !== undefined && exchange.times > 1 && exchange.method !== "GET")
            this.repeat(exchange, found);
        return answerOf(exchange);
    };

    /** To be called when the call has ended. @returns everything that was asked otherwise */
    end(): readonly OtherRequest[] {
        for (const missing of this.exchanges.slice(this.at)) this.others.push({ recorded: missing });
        return this.others;
    }

    private readonly left = new Map<number, number>();

    /** A request that was sent several times in a row is answered as often. */
    private repeat({ times = 1 }: RecordedExchange, place: number): void {
        const left = (this.left.get(place) ?? times) - 1;
        this.left.set(place, left);
        if (left > 0) this.at = place;
    }
}

function askedOf(url: string, { body, headers, method = "GET" }: RequestInit): AskedExchange {
    const { host, pathname, search } = new URL(url);
    const authorization = new Headers(headers).get("authorization") ?? "";
    const [, encoded] = /^Basic (.+)$/.exec(authorization) ?? [];
    const [user = "", password = ""] = Buffer.from(encoded ?? "", "base64")
        .toString()
        .split(":")
        .map(decodeURIComponent);
    return {
        method,
        host,
        path: `${pathname}${search}`,
        ...(encoded === undefined ? {} : { basic: [user, password] as const }),
        ...(typeof body === "string" && body !== "" ? { request: bodyValue(body) } : {}),
    };
}

function isSame(recorded: RecordedExchange | undefined, asked: AskedExchange): boolean {
    return recorded !== undefined && sayingOf(recorded) === sayingOf(asked);
}

/** What two requests have in common when they mean the same: no order of keys and parameters, no ids that a provider makes up. */
function sayingOf({ basic, host, method, path, request }: AskedExchange): string {
    const [pathname, search = ""] = path.split("?");
    const form = typeof request === "string" ? sorted(request) : request;
    const text = JSON.stringify([method, host, pathname, sorted(search), basic ?? null, inOrder(form ?? null)]);
    return text.replaceAll(/TERRAFORM_UPDATE_[0-9a-f-]{36}/g, "TERRAFORM_UPDATE");
}

function sorted(search: string): string {
    return [...new URLSearchParams(search)]
        .map(([name, value]) => `${name}=${value}`)
        .sort()
        .join("&");
}

function inOrder(value: Json): Json {
    if (Array.isArray(value)) return value.map(inOrder);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
        Object.entries(value)
            .sort(([one], [other]) => (one < other ? -1 : 1))
            .map(([name, member]) => [name, inOrder(member)]),
    );
}

function answerOf({ headers, response, status }: RecordedExchange): Response {
    if (status === "reset")
        throw new TypeError("fetch failed", {
            cause: Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" }),
        });
    const body = response === undefined ? null : typeof response === "string" ? response : JSON.stringify(response);
    return new Response(body, { status, headers: { ...headers, "x-ratelimit-reset": "1" } });
}

function bodyValue(body: string): Json {
    try {
        return JSON.parse(body);
    } catch {
        return body;
    }
}
