import type { HttpBindings } from "@hono/node-server";
import { type Context, Hono } from "hono";
import { AccessTokenError, userOfAccessToken } from "../authentication/user-tokens.ts";
import { errors } from "../errors.ts";
import type { Client } from "../objects.ts";
import { queryProblems } from "../query.ts";
import * as accounts from "./accounts.ts";
import { completeBody, connectBody } from "./bodies.ts";
import { complete } from "./complete.ts";
import { connect } from "./connect.ts";
import { crossOrigin } from "./cors.ts";
import { MyAccountError, myAccountErrors } from "./my-account-error.ts";
import { type MyAccount, type MyAccountReply, type MyAccountRoute, myAccountRoute } from "./my-account-request.ts";

const paging = { from: "string", next: "string", take: { minimum: 1, maximum: 20 } } as const;

/** Everything of the My Account API that the sandbox serves, with the scope that its reference asks for. */
export const myAccountRoutes: readonly MyAccountRoute[] = [
    myAccountRoute("POST /connected-accounts/connect", "create:me:connected_accounts", connect, { body: connectBody }),
    myAccountRoute("POST /connected-accounts/complete", "create:me:connected_accounts", complete, {
        body: completeBody,
    }),
    myAccountRoute("GET /connected-accounts/accounts", "read:me:connected_accounts", accounts.listAccounts, {
        query: { ...paging, connection: "string" },
    }),
    myAccountRoute("GET /connected-accounts/connections", "read:me:connected_accounts", accounts.listConnections, {
        query: paging,
    }),
    myAccountRoute("DELETE /connected-accounts/accounts/:id", "delete:me:connected_accounts", accounts.deleteAccount),
];

/**
 * The My Account API of a tenant, at /me/v1 of every domain.
 *
 * @param hostOf the domain that a request asks
 */
export function myAccountApi(account: MyAccount, hostOf: (c: Context) => string): Hono<{ Bindings: HttpBindings }> {
    const app = new Hono<{ Bindings: HttpBindings }>();
    app.use("/me/*", crossOrigin(account.tenant));
    for (const route of myAccountRoutes) {
        app.on(route.method, `/me/v1${route.path}`, async (c) => {
            const { status, body } = await answer(account, route, c, hostOf(c));
            return body === undefined ? c.body(null, 204) : c.json(body, status as 200 | 201);
        });
    }
    app.all("/me/*", (c) => {
        throw errors.notServed(`${c.req.method} ${c.req.path}`);
    });
    app.onError((error, c) => {
        if (error instanceof MyAccountError) return c.json(error.body, error.status);
        throw error;
    });
    return app;
}

/** The order of the checks: token, scope, query, body. */
async function answer(account: MyAccount, route: MyAccountRoute, c: Context, host: string): Promise<MyAccountReply> {
    const { user, client, scopes } = await caller(account, host, c);
    if (!scopes.has(route.scope)) throw myAccountErrors.insufficientScope();
    const query = new URL(c.req.url).searchParams;
    checkQuery(query, route);
    const body = await parsedBody(c, route);
    return route.handle({ ...account, host, user, client, params: c.req.param(), query, body });
}

/** Who calls: the user and the app of an access token that this domain issued for its My Account API. */
async function caller({ tenant }: MyAccount, host: string, c: Context) {
    const authorization = c.req.header("authorization");
    const audience = `https://${host}/me/`;
    if (![...tenant.resourceServers.values()].some(({ identifier }) => identifier === audience)) {
        throw myAccountErrors.notActivated(c.req.method, c.req.path);
    }
    if (/^DPoP /i.test(authorization ?? "")) throw errors.notServed("DPoP-bound access tokens");
    const access = await userOfAccessToken(tenant, host, authorization, audience).catch((error: unknown) => {
        if (!(error instanceof AccessTokenError)) throw error;
        throw error.problem === "missing" ? myAccountErrors.missingToken() : myAccountErrors.invalidToken();
    });
    const client: Client | undefined = tenant.clients.get(access.clientId);
    if (client === undefined) throw myAccountErrors.invalidToken();
    return { ...access, client };
}

function checkQuery(query: URLSearchParams, route: MyAccountRoute): void {
    const problems = queryProblems(query, route.query);
    if (query.getAll("connection").length > 20) {
        problems.push({ name: "connection", problem: "must NOT have more than 20 items" });
    }
    if (problems.length === 0) return;
    throw myAccountErrors.validation(
        problems.map(({ name, problem }) => ({ detail: problem, field: name, source: "query" })),
    );
}

async function parsedBody(c: Context, { body: shape }: MyAccountRoute): Promise<unknown> {
    if (shape === undefined) return undefined;
    if (!(c.req.header("content-type") ?? "").includes("json")) throw myAccountErrors.guessed.unsupportedMediaType();
    const parsed = await c.req.json().catch(() => {
        throw myAccountErrors.guessed.malformedJson();
    });
    const checked = shape.safeParse(parsed);
    if (checked.success) return checked.data;
    throw myAccountErrors.validation(
        checked.error.issues.map(({ path, message }) => ({
            detail: message,
            pointer: path.map((key) => `/${String(key)}`).join(""),
            source: "body",
        })),
    );
}
