import { setTimeout as sleep } from "node:timers/promises";
import type { HttpBindings } from "@hono/node-server";
import type { Context, MiddlewareHandler } from "hono";
import type { Exchange } from "./exchange.ts";
import type { Blow, Faults } from "./faults.ts";
import type { ServiceContext } from "./service-context.ts";

type ServiceRequest = Context<{ Bindings: HttpBindings }>;

/** Middleware that logs every request of a service, lets the waiting faults strike, and keeps to the service's limits. */
export function observed(service: string, context: ServiceContext): MiddlewareHandler<{ Bindings: HttpBindings }> {
    return async (c, next) => {
        const { method, path } = c.req;
        const { faults } = context;
        const sent = context.onExchange === undefined ? undefined : c.req.raw.clone();
        const limit = limitOf(faults, service, c);
        const blow = limit.blow ?? faults.strike(service, method, path, targetOf(c));
        if (blow === undefined) await next();
        else await struck(blow, service, faults, c, next);
        for (const [name, value] of Object.entries(limit.headers)) c.res.headers.set(name, value);
        tellTime(context, c);

        context.requests.add({ service, method, path, status: c.res.status });
        if (blow?.kind !== undefined) faults.note({ service, method, path, kind: blow.kind });
        if (sent !== undefined) context.onExchange?.(await exchangeOf(service, sent, c.res, blow !== undefined));
        if (blow === undefined || blow.answer === "own") await faults.replicas?.note(service, c.req, c.res);
        if (blow?.answer === "half" && c.res.status !== brokenStatus) c.res = await cut(c);
    };
}

/** What the limiter of a service says, as a fault that strikes where it refuses. */
function limitOf(faults: Faults, service: string, { req }: ServiceRequest) {
    const { method, path, url } = req;
    const verdict = faults.limiters.get(service)?.({ method, path, query: new URL(url).searchParams });
    const refusal = verdict?.refusal;
    const blow: Blow | undefined =
        refusal === undefined ? undefined : { kind: "over the limit", answer: () => refusal };
    return { headers: verdict?.headers ?? {}, blow };
}

function targetOf({ req }: ServiceRequest) {
    return { url: req.url, authorization: req.header("authorization") };
}

async function struck(
    { afterwards = false, answer, delayMs = 0 }: Blow,
    service: string,
    { replicas }: Faults,
    c: ServiceRequest,
    next: () => Promise<void>,
): Promise<void> {
    if (delayMs > 0) await sleep(delayMs);
    const former = answer === "former" ? replicas?.former(service, c.req.url) : undefined;
    if (former !== undefined) c.res = former;
    else if (afterwards || answer === "own" || answer === "half" || answer === "former") {
        await next();
        if (afterwards) await replicas?.note(service, c.req, c.res);
    }
    if (answer === "reset") c.res = broken(c.env);
    if (typeof answer === "function") c.res = answer(c.req.raw);
}

/** Breaks the connection; the answer is logged and never seen. */
function broken(bindings: HttpBindings): Response {
    bindings.incoming.socket.destroy();
    return new Response(null, { status: brokenStatus });
}

const brokenStatus = 599;

/** Sends the first half of an answer, which says how long it would be, and breaks the connection. */
async function cut(c: ServiceRequest): Promise<Response> {
    const { outgoing } = c.env;
    const body = Buffer.from(await c.res.arrayBuffer());
    // From one service of the sandbox to another there is no connection that could break in the middle.
    if (outgoing === undefined || body.length < 2) return broken(c.env);
    let isSent = false;
    const half = new ReadableStream({
        pull: async (stream) => {
            if (isSent) {
                // What was written has left by then.
                await sleep(10);
                outgoing.destroy();
                return stream.close();
            }
            isSent = true;
            stream.enqueue(new Uint8Array(body.subarray(0, body.length / 2)));
        },
    });
    c.res.headers.set("content-length", String(body.length));
    return new Response(half, c.res);
}

/** The date that a service sends is its own, where its clock is not the machine's. */
function tellTime({ clock }: ServiceContext, c: ServiceRequest): void {
    const now = clock.now();
    if (Math.abs(now.getTime() - Date.now()) >= 1000) c.res.headers.set("date", now.toUTCString());
}

async function exchangeOf(service: string, request: Request, response: Response, isFault: boolean): Promise<Exchange> {
    const { host, pathname, search } = new URL(request.url);
    return {
        service,
        method: request.method,
        host,
        path: `${pathname}${search}`,
        requestHeaders: request.headers,
        requestBody: await request.text(),
        status: response.status === brokenStatus ? "reset" : response.status,
        responseHeaders: response.headers,
        responseBody: await response.clone().text(),
        isFault,
    };
}
