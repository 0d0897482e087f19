import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { limitedBody } from "../service/limited-body.ts";
import { observed } from "../service/observed.ts";
import type { ServiceContext } from "../service/service-context.ts";
import type { Directory } from "./directory.ts";
import { keySet, openidConfiguration } from "./discovery.ts";
import { errors } from "./errors.ts";
import { graphReply, type MicrosoftContext } from "./graph-reply.ts";
import { graphRoutes } from "./graph-routes.ts";
import { browserReply, loginRoutes } from "./login/login-routes.ts";
import { meReply } from "./me/me-reply.ts";
import { meRoutes } from "./me/me-routes.ts";
import { userinfo } from "./me/userinfo.ts";
import { metadataEndpoints } from "./metadata.ts";
import { refusalReply } from "./refusal.ts";
import { token } from "./token/token-endpoint.ts";

const maxBodySize = 1024 * 1024;

/** Microsoft's login, Microsoft Graph and Azure's metadata endpoint over one directory, told apart by their paths. */
export function microsoftService(directory: Directory, context: ServiceContext): Hono<{ Bindings: HttpBindings }> {
    const app = new Hono<{ Bindings: HttpBindings }>();
    app.use(observed("microsoft", context));
    app.onError((error, c) => refusalReply(error, c, context.clock.now()));
    app.notFound((c) => {
        throw errors.notServed(`${c.req.method} ${c.req.path}`);
    });
    app.use(limitedBody(maxBodySize, () => errors.payloadTooLarge()));

    app.get("/metadata/endpoints", (c) => c.json(metadataEndpoints));
    app.get("/:tenant/v2.0/.well-known/openid-configuration", (c) =>
        c.json(openidConfiguration(directory, c.req.param("tenant"))),
    );
    app.get("/:tenant/discovery/v2.0/keys", async (c) => c.json(await keySet(directory, c.req.param("tenant"))));
    app.post("/:tenant/oauth2/v2.0/token", async (c) => {
        const reply = await token(directory, {
            tenant: c.req.param("tenant"),
            form: await formOf(c),
            authorization: c.req.header("authorization"),
            origin: c.req.header("origin"),
        });
        return c.json(reply, 200, { "cache-control": "no-store, no-cache", pragma: "no-cache" });
    });
    app.on(["GET", "POST"], "/oidc/userinfo", (c) => userinfo(directory, c));
    for (const [method, path, handler] of loginRoutes) {
        app.on(method, path, (c) => browserReply(directory, handler, c));
    }
    for (const version of ["v1.0", "beta"]) {
        for (const route of graphRoutes) {
            app.on(route[0], `/${version}${route[1]}`, (c) => graphReply(directory, version, route, c));
        }
        for (const route of meRoutes) {
            app.on(route.method, `/${version}${route.path}`, (c) => meReply(directory, version, route, c));
        }
    }
    return app;
}

async function formOf(c: MicrosoftContext): Promise<URLSearchParams> {
    const isForm = c.req.header("content-type")?.startsWith("application/x-www-form-urlencoded") ?? false;
    return new URLSearchParams(isForm ? await c.req.text() : "");
}
