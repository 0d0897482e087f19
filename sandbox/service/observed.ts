import type { HttpBindings } from "@hono/node-server";
import type { MiddlewareHandler } from "hono";
import type { Exchange } from "./exchange.ts";
import type { ServiceContext } from "./service-context.ts";

/** Middleware that logs every request of a service and lets the waiting faults strike. */
export function observed(service: string, context: ServiceContext): MiddlewareHandler<{ Bindings: HttpBindings }> {
    return async (c, next) => {
        const { method, path } = c.req;
        const sent = context.onExchange === undefined ? undefined : c.req.raw.clone();
        const fault = context.faults.strike(service, method, path);
        if (fault === undefined || fault.afterwards === true) await next();
        if (fault !== undefined) c.res = fault.answer === "reset" ? broken(c.env) : fault.answer();
        context.requests.add({ service, method, path, status: c.res.status });
        if (sent !== undefined) context.onExchange?.(await exchangeOf(service, sent, c.res));
    };
}

/** Breaks the connection; the answer is logged and never seen. */
function broken(bindings: HttpBindings): Response {
    bindings.incoming.socket.destroy();
    return new Response(null, { status: brokenStatus });
}

const brokenStatus = 599;

async function exchangeOf(service: string, request: Request, response: Response): Promise<Exchange> {
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
    };
}
