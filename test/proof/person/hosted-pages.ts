import { Hono } from "hono";
import { html } from "hono/html";
import { onTestFinished } from "vitest";
import { startLocalServer } from "../../../sandbox/local-server.ts";

/** What a request brought. */
export interface Asked {
    readonly method: string;
    readonly path: string;
    readonly cookie: string;
    readonly form: string;
}

/** A small server with pages like those of the two services, for one test. */
export async function hostedPages(add: (app: Hono) => void): Promise<{ origin: string; asked: readonly Asked[] }> {
    const asked: Asked[] = [];
    const app = new Hono();
    app.use(async (c, next) => {
        const { method, path, query } = { method: c.req.method, path: c.req.path, query: new URL(c.req.url).search };
        const form = method === "POST" ? await c.req.raw.clone().text() : "";
        asked.push({ method, path: `${path}${query}`, cookie: c.req.header("cookie") ?? "", form });
        await next();
    });
    add(app);
    const server = await startLocalServer(() => app);
    onTestFinished(() => server.close());
    return { origin: server.origin, asked };
}

/** A page where a person chooses an account. */
export const signInPage = html`<main data-page="microsoft-sign-in">
    <h1>Pick an account</h1>
    <form method="post" action="/chosen">
        <input type="hidden" name="flow" value="flow-1" />
        <button name="username" value="anna@example.com">Anna</button>
        <button name="username" value="ben@example.com">Ben</button>
    </form>
</main>`;

/** A page where a person consents or does not. */
export const consentPage = html`<main data-page="microsoft-consent">
    <h1>Permissions requested</h1>
    <form method="post" action="answered?flow=flow-1">
        <button name="answer" value="accept">Accept</button>
        <button name="answer" value="cancel">Cancel</button>
    </form>
</main>`;

/** A page that tells of an error. */
export const errorPage = html`<main data-page="microsoft-error" data-error="AADSTS50011">
    <h1>Sorry</h1>
    <p>AADSTS50011: another   redirect URI</p>
</main>`;
