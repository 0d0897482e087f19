import type { HttpBindings } from "@hono/node-server";
import type { MiddlewareHandler } from "hono";
import type { Client } from "../objects.ts";
import type { Tenant } from "../tenant.ts";

/**
 * Middleware that lets single-page applications read the answers: from the web origins and allowed origins of a client, and
 * from the origins of its callback URLs. Which client it is, a preflight cannot say: one that lists the origin will do.
 */
export function crossOriginApps(tenant: Tenant): MiddlewareHandler<{ Bindings: HttpBindings }> {
    return async (c, next) => {
        const origin = c.req.header("origin");
        const isAllowed =
            origin !== undefined && [...tenant.clients.values()].some((client) => listsOrigin(client, origin));
        const isPreflight = c.req.method === "OPTIONS";
        if (isPreflight) c.res = new Response(null, { status: 204 });
        else await next();
        if (!isAllowed) return;

        const { headers } = c.res;
        headers.set("access-control-allow-origin", origin);
        headers.set("access-control-allow-credentials", "true");
        headers.append("vary", "Origin");
        if (!isPreflight) return;
        headers.set("access-control-allow-methods", "GET,POST,OPTIONS");
        headers.set("access-control-allow-headers", "Authorization,Auth0-Client,Content-Type,DPoP");
        headers.set("access-control-max-age", "600");
    };
}

/** Whether an app may be asked for from an origin: the token endpoint refuses clients that do not list it. */
export function listsOrigin(client: Client, origin: string): boolean {
    if ([...(client.web_origins ?? []), ...(client.allowed_origins ?? [])].includes(origin)) return true;
    return (client.callbacks ?? []).some((url) => URL.canParse(url) && new URL(url).origin === origin);
}
