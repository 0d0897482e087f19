import type { HttpBindings } from "@hono/node-server";
import type { MiddlewareHandler } from "hono";
import type { Client } from "../objects.ts";
import type { Tenant } from "../tenant.ts";

/**
 * Middleware that lets apps in a browser read the answers: those of clients that allow cross-origin authentication, from their
 * allowed origins and those of their callback URLs (Auth0, "My Account API", "Set up CORS").
 */
export function crossOrigin(tenant: Tenant): MiddlewareHandler<{ Bindings: HttpBindings }> {
    return async (c, next) => {
        const origin = c.req.header("origin");
        const isAllowed = origin !== undefined && [...tenant.clients.values()].some((client) => allows(client, origin));
        const isPreflight = c.req.method === "OPTIONS" && c.req.header("access-control-request-method") !== undefined;
        if (isPreflight) c.res = new Response(null, { status: 204 });
        else await next();
        if (!isAllowed) return;

        const { headers } = c.res;
        headers.set("access-control-allow-origin", origin);
        headers.append("vary", "Origin");
        if (!isPreflight) return;
        headers.set("access-control-allow-methods", "GET,POST,PATCH,DELETE");
        headers.set("access-control-allow-headers", "Authorization,Auth0-Client,Content-Type,DPoP");
        headers.set("access-control-max-age", "600");
    };
}

function allows(client: Client, origin: string): boolean {
    if (client.cross_origin_authentication !== true) return false;
    if ((client.allowed_origins ?? []).includes(origin)) return true;
    return (client.callbacks ?? []).some((callback) => URL.canParse(callback) && new URL(callback).origin === origin);
}
