import type { HttpBindings } from "@hono/node-server";
import { type Context, Hono } from "hono";
import { getCookie } from "hono/cookie";
import { keySet, openIdConfiguration } from "../discovery.ts";
import { token } from "../token-endpoint.ts";
import type { Authentication } from "./authentication.ts";
import { authorize, chooseConnection, showLogin } from "./authorize.ts";
import { browserResponse, sessionCookie } from "./browser-response.ts";
import { callback } from "./callback.ts";
import { crossOriginApps } from "./cors.ts";
import { logout, oidcLogout } from "./logout.ts";
import { revoke } from "./revoke.ts";
import { answerConsent, resume, showConsent } from "./signed-in.ts";
import { userinfo } from "./userinfo.ts";

type App = Hono<{ Bindings: HttpBindings }>;

/**
 * The Authentication API of a tenant, on every domain: what apps ask, and what browsers are shown.
 *
 * @param hostOf the domain that a request asks
 */
export function authenticationApi(authentication: Authentication, hostOf: (c: Context) => string): App {
    const app: App = new Hono();
    serveApps(app, authentication, hostOf);
    serveBrowsers(app, authentication, hostOf);
    return app;
}

function serveApps(app: App, authentication: Authentication, hostOf: (c: Context) => string): void {
    const { tenant } = authentication;
    for (const path of ["/oauth/token", "/oauth/revoke", "/userinfo"]) app.use(path, crossOriginApps(tenant));

    app.get("/.well-known/openid-configuration", (c) => c.json(openIdConfiguration(hostOf(c)), 200, publicHeaders));
    app.get("/.well-known/jwks.json", async (c) => c.json(await keySet(tenant), 200, publicHeaders));
    app.post("/oauth/token", async (c) => c.json(await token(authentication, await tokenRequest(c)), 200, noStore));
    app.post("/oauth/revoke", async (c) => {
        await revoke(tenant, await tokenRequest(c));
        return c.body(null, 200, noStore);
    });
    app.on(["GET", "POST"], "/userinfo", async (c) => {
        const claims = await userinfo(tenant, hostOf(c), c.req.header("authorization"));
        return claims === undefined
            ? c.text("Unauthorized", 401, { "www-authenticate": 'Bearer realm="Users", error="invalid_token"' })
            : c.json(claims, 200, noStore);
    });

    async function tokenRequest(c: Context) {
        return {
            host: hostOf(c),
            authorization: c.req.header("authorization"),
            contentType: c.req.header("content-type") ?? "",
            body: await c.req.text(),
            origin: c.req.header("origin"),
            dpop: c.req.header("dpop"),
        };
    }
}

function serveBrowsers(app: App, authentication: Authentication, hostOf: (c: Context) => string): void {
    const cookieOf = (c: Context) => getCookie(c, sessionCookie);

    app.on(["GET", "POST"], "/authorize", async (c) =>
        browserResponse(c, authorize(authentication, hostOf(c), await parametersOf(c), cookieOf(c))),
    );
    app.get("/authorize/resume", (c) => browserResponse(c, resume(authentication, hostOf(c), stateOf(c))));
    app.get("/login/callback", async (c) => browserResponse(c, await callback(authentication, hostOf(c), queryOf(c))));
    app.get("/u/login", (c) => browserResponse(c, showLogin(authentication, hostOf(c), stateOf(c))));
    app.post("/u/login", async (c) =>
        browserResponse(c, chooseConnection(authentication, hostOf(c), Object.fromEntries(await formOf(c)))),
    );
    app.get("/u/consent", (c) => browserResponse(c, showConsent(authentication, hostOf(c), stateOf(c))));
    app.post("/u/consent", async (c) =>
        browserResponse(c, answerConsent(authentication, hostOf(c), Object.fromEntries(await formOf(c)))),
    );
    app.get("/v2/logout", (c) => browserResponse(c, logout(authentication, hostOf(c), queryOf(c), cookieOf(c))));
    app.on(["GET", "POST"], "/oidc/logout", async (c) =>
        browserResponse(c, oidcLogout(authentication, hostOf(c), await parametersOf(c), cookieOf(c))),
    );
}

const noStore = { "cache-control": "no-store", pragma: "no-cache" };
const publicHeaders = { "access-control-allow-origin": "*" };

async function parametersOf(c: Context): Promise<ReadonlyMap<string, string>> {
    return new Map(c.req.method === "POST" ? await formOf(c) : queryOf(c));
}

async function formOf(c: Context): Promise<URLSearchParams> {
    return new URLSearchParams(await c.req.text());
}

function queryOf(c: Context): URLSearchParams {
    return new URL(c.req.url).searchParams;
}

function stateOf(c: Context): string {
    return queryOf(c).get("state") ?? "";
}
