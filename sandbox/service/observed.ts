import type { HttpBindings } from "@hono/node-server";
import type { MiddlewareHandler } from "hono";
import type { ServiceContext } from "./service-context.ts";

/** Middleware that logs every request of a service and lets the waiting faults strike. */
export function observed(service: string, context: ServiceContext): MiddlewareHandler<{ Bindings: HttpBindings }> {
    return async (c, next) => {
        const { method, path } = c.req;
        const fault = context.faults.strike(service, method, path);
        if (fault === undefined || fault.afterwards === true) await next();
        if (fault !== undefined) c.res = fault.answer === "reset" ? broken(c.env) : fault.answer();
        context.requests.add({ service, method, path, status: c.res.status });
    };
}

/** Breaks the connection; the answer is logged and never seen. */
function broken(bindings: HttpBindings): Response {
    bindings.incoming.socket.destroy();
    return new Response(null, { status: 599 });
}
