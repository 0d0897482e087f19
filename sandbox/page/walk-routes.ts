import { type Context, Hono } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { World } from "../world.ts";
import { complete, connectUrl, Refused, redeem, signInUrl } from "./app-player.ts";
import { carriedPath } from "./carried-address.ts";
import { carriedCookieNames, carriedCookiePath } from "./carried-cookies.ts";
import type { Stage } from "./message.ts";
import { exchange, readCalendar, readMail } from "./microsoft-calls.ts";
import { territoryOf } from "./services.ts";
import { appDomain, type StackOutputs } from "./stack-outputs.ts";
import type { Walk, Walks } from "./walk.ts";
import { noSecret, noWalkPage, walkPage } from "./walk-page.ts";

export interface WalkRoutesOptions {
    readonly world: World;
    readonly walks: Walks;
    readonly outputs: () => StackOutputs | undefined;
}

/** The walk through sign-in, connect, exchange and Graph: this side plays the app, and acts through the services' HTTP only. */
export function walkRoutes({ world, walks, outputs }: WalkRoutesOptions): Hono {
    const app = new Hono();
    const carried = (url: string) => carriedPath(new URL(url), territoryOf(world)) ?? "/walk";
    const toWalk = (c: Context) => c.redirect("/walk", 303);
    const withWalk = (act: (walk: Walk, c: Context) => Promise<string | undefined>) => async (c: Context) => {
        const walk = walkOf(c, walks);
        if (walk === undefined) return toWalk(c);
        walk.refusal = undefined;
        try {
            const url = await act(walk, c);
            return url === undefined ? toWalk(c) : c.redirect(carried(url), 303);
        } catch (error) {
            if (error instanceof Refused) return toWalk(c);
            throw error;
        }
    };

    app.post("/walk", async (c) => {
        const form: Record<string, unknown> = await c.req.parseBody().catch(() => ({}));
        const walk = begin(world, walks, outputs(), `${form["client"]}`, `${form["connection"]}`);
        if (walk === undefined) return c.redirect("/", 303);
        keep(c, walk);
        return c.redirect(carried(signInUrl(walk)), 303);
    });
    app.get("/walk", async (c) => {
        const walk = walkOf(c, walks);
        if (walk === undefined) return c.html(noWalkPage());
        const { adminConsentUrl } = walk.connection;
        return c.html(walkPage(walk, adminConsentUrl === undefined ? undefined : carried(adminConsentUrl)));
    });
    app.get(
        "/walk/back",
        withWalk((walk, c) => comeBack(world, walk, new URL(c.req.url).searchParams)),
    );
    app.post(
        "/walk/sign-in",
        withWalk(async (walk) => signInUrl(walk)),
    );
    app.post(
        "/walk/connect",
        withWalk((walk) => connectUrl(world, walk)),
    );
    app.post(
        "/walk/exchange",
        withWalk((walk) => done(walk, "exchange", exchange(world, walk))),
    );
    app.post(
        "/walk/graph",
        withWalk((walk) => done(walk, "graph", readCalendar(world, walk))),
    );
    app.post(
        "/walk/mail",
        withWalk((walk) => done(walk, "graph", readMail(world, walk))),
    );
    app.post(`${carriedCookiePath}/forget`, (c) => {
        const walk = walkOf(c, walks);
        if (walk !== undefined) walks.end(walk.id);
        deleteCookie(c, cookieName, { path: "/" });
        // Both services forget who is signed in in this browser.
        for (const name of carriedCookieNames(c.req.header("cookie") ?? "")) {
            deleteCookie(c, name, { path: carriedCookiePath });
        }
        return c.redirect("/", 303);
    });
    return app;
}

const cookieName = "walk";

export function walkOf(c: Context, walks: Walks): Walk | undefined {
    return walks.find(getCookie(c, cookieName));
}

function keep(c: Context, { id }: Walk): void {
    setCookie(c, cookieName, id, { path: "/", httpOnly: true, sameSite: "Lax" });
}

function begin(
    world: World,
    walks: Walks,
    outputs: StackOutputs | undefined,
    clientKey: string,
    connectionName: string,
): Walk | undefined {
    const client = outputs?.clients[clientKey];
    const connection = Object.values(outputs?.connections ?? {}).find(({ name }) => name === connectionName);
    const redirectUri = client?.callbacks?.[0] ?? world.tenant.clients.get(client?.clientId ?? "")?.callbacks?.[0];
    if (outputs === undefined || client === undefined || connection === undefined || redirectUri === undefined) {
        return undefined;
    }
    return walks.begin({
        clientKey,
        client,
        connection,
        clientSecret: outputs.clientSecrets[clientKey],
        domain: appDomain(outputs),
        redirectUri,
    });
}

async function done(walk: Walk, stage: Stage, work: Promise<void>): Promise<undefined> {
    walk.stage = stage;
    await work;
    walk.done.add(stage);
}

/** The browser is back at the app's callback. */
async function comeBack(world: World, walk: Walk, query: URLSearchParams): Promise<undefined> {
    const { pending } = walk;
    walk.pending = undefined;
    const code = query.get("code") ?? query.get("connect_code");
    if (pending === undefined || query.get("state") !== pending.state) {
        if (code !== null || query.has("error"))
            refuse(walk, "invalid_state", "The answer is not to a question of this walk.");
        return undefined;
    }
    if (code === null) {
        refuse(walk, query.get("error") ?? "no_code", query.get("error_description") ?? "", "Auth0");
        return undefined;
    }
    if (walk.clientSecret === undefined) {
        refuse(
            walk,
            noSecret,
            "The sign-in came back with a code. Redeeming it takes the app’s client secret, and this application is another team’s: the stack’s outputs do not have it.",
        );
        return undefined;
    }
    const finish = pending.stage === "sign-in" ? redeem : complete;
    return done(walk, pending.stage, finish(world, walk, pending, code));
}

function refuse(walk: Walk, error: string, description: string, by = "The walk"): void {
    walk.refusal = { stage: walk.stage, by, status: undefined, error, description };
}
