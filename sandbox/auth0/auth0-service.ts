import type { HttpBindings } from "@hono/node-server";
import { type Context, Hono } from "hono";
import { limitedBody } from "../service/limited-body.ts";
import { observed } from "../service/observed.ts";
import { nobodyAnswers, type Outbound } from "../service/outbound.ts";
import type { ServiceContext } from "../service/service-context.ts";
import { authenticationOf } from "./authentication/authentication.ts";
import { authenticationApi } from "./authentication/authentication-api.ts";
import { authorizeErrors, PageError } from "./authentication/authorize-error.ts";
import { browserResponse } from "./authentication/browser-response.ts";
import { errorPage } from "./authentication/pages.ts";
import { Auth0Error, errors, OAuthError } from "./errors.ts";
import { managementApi } from "./management-api.ts";
import { microsoftUrlFor } from "./my-account/connect-in-browser.ts";
import { ConnectRequests } from "./my-account/connect-requests.ts";
import { myAccountApi } from "./my-account/my-account-service.ts";
import { RateLimit } from "./rate-limit.ts";
import type { Tenant } from "./tenant.ts";

/** As recorded, of the Management API and of the token endpoint's refusals. */
const jsonHeaders = { "content-type": "application/json; charset=utf-8" };
const largestBody = 1024 * 1024;

/**
 * Auth0 for one tenant: its Management API, its Authentication API and its My Account API.
 *
 * @param outbound how Auth0 reaches Microsoft
 */
export function auth0Service(
    tenant: Tenant,
    context: ServiceContext,
    outbound: Outbound = nobodyAnswers,
): Hono<{ Bindings: HttpBindings }> {
    const app = new Hono<{ Bindings: HttpBindings }>();
    const rateLimit = new RateLimit(context.clock);
    const authentication = authenticationOf(tenant, outbound);
    const account = { ...authentication, outbound, requests: new ConnectRequests(context.clock) };

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

    app.route("/", authenticationApi(authentication, hostOf));
    app.get("/connected-accounts/connect", (c) => {
        const to = microsoftUrlFor(account, hostOf(c), c.req.query("ticket") ?? "");
        if (to === undefined) throw authorizeErrors.stateLost();
        return browserResponse(c, { to });
    });
    app.route("/", myAccountApi(account, hostOf));
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
        return status === 204 ? c.body(null, 204) : c.json(body as object, status, jsonHeaders);
    });

    app.notFound((c) => reply(c, errors.notServed(`${c.req.method} ${new URL(c.req.url).pathname}`)));
    app.onError((error, c) => reply(c, error));
    return app;
}

function reply(c: Context, error: Error): Response | Promise<Response> {
    if (error instanceof PageError) return browserResponse(c, { page: errorPage(error), status: error.status });
    if (error instanceof Auth0Error || error instanceof OAuthError) {
        return c.json(error.body, error.status, jsonHeaders);
    }
    return c.json(errors.internal().body, 500, jsonHeaders);
}

/** The host that was asked, without its port: behind a local port the names are still those of the stack. */
function hostOf(c: Context): string {
    return (c.req.header("host") ?? "").replace(/:\d+$/, "").toLowerCase();
}
