import type { HttpBindings } from "@hono/node-server";
import { type Context, Hono } from "hono";
import { limitedBody } from "../service/limited-body.ts";
import { observed } from "../service/observed.ts";
import { nobodyAnswers, type Outbound } from "../service/outbound.ts";
import type { ServiceContext } from "../service/service-context.ts";
import { keySet, openIdConfiguration } from "./discovery.ts";
import { Auth0Error, errors, OAuthError } from "./errors.ts";
import { managementApi } from "./management-api.ts";
import { RateLimit } from "./rate-limit.ts";
import type { Tenant } from "./tenant.ts";
import { token } from "./token-endpoint.ts";

const largestBody = 1024 * 1024;

/** Auth0 for one tenant: its Management API, and of its Authentication API the token endpoint and the discovery documents. */
export function auth0Service(
    tenant: Tenant,
    context: ServiceContext,
    _outbound: Outbound = nobodyAnswers,
): Hono<{ Bindings: HttpBindings }> {
    const app = new Hono<{ Bindings: HttpBindings }>();
    const rateLimit = new RateLimit(context.clock);

    app.use(observed("auth0", context));
    app.use(async (c, next) => {
        await next();
        for (const [name, value] of Object.entries(rateLimit.headers())) c.res.headers.set(name, value);
    });
    app.use(async (c, next) => {
        const host = hostOf(c);
        if (!tenant.hosts.includes(host)) throw errors.unknownHost(host);
        await next();
    });
    app.use(limitedBody(largestBody, () => errors.bodyTooLarge(largestBody)));

    app.get("/.well-known/openid-configuration", (c) => c.json(openIdConfiguration(hostOf(c))));
    app.get("/.well-known/jwks.json", async (c) => c.json(await keySet(tenant)));
    app.post("/oauth/token", async (c) =>
        c.json(
            await token(tenant, {
                host: hostOf(c),
                authorization: c.req.header("authorization"),
                contentType: c.req.header("content-type") ?? "",
                body: await c.req.text(),
            }),
        ),
    );
    app.all("/api/v2/*", async (c) => {
        const url = new URL(c.req.url);
        const { status, body } = await managementApi(tenant, {
            host: hostOf(c),
            method: c.req.method,
            rawPath: url.pathname,
            query: url.searchParams,
            authorization: c.req.header("authorization"),
            contentType: c.req.header("content-type") ?? "",
            body: await c.req.text(),
        });
        return status === 204 ? c.body(null, 204) : c.json(body as object, status);
    });

    app.notFound((c) => reply(c, errors.notServed(`${c.req.method} ${new URL(c.req.url).pathname}`)));
    app.onError((error, c) => reply(c, error));
    return app;
}

function reply(c: Context, error: Error): Response {
    if (error instanceof Auth0Error || error instanceof OAuthError) return c.json(error.body, error.status);
    return c.json(errors.internal().body, 500);
}

/** The host that was asked, without its port: behind a local port the names are still those of the stack. */
function hostOf(c: Context): string {
    return (c.req.header("host") ?? "").replace(/:\d+$/, "").toLowerCase();
}
