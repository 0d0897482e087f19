import type { Context } from "hono";
import { html } from "hono/html";
import { layout } from "./layout.ts";

/** For an address that names a host the sandbox does not have. */
export function notCarried(c: Context): Response | Promise<Response> {
    c.status(404);
    return c.html(
        layout(
            "Not in the sandbox",
            html`<main class="plain" data-page="not-carried">
                <h1>Not in the sandbox</h1>
                <p>Only pages of the sandbox's own services are shown here. Nothing was asked of anybody else.</p>
                <p><a class="button" href="/">Back to the start</a></p>
            </main>`,
        ),
    );
}

/** For an answer of a service that would send the browser away: said, and not followed. */
export function leadsOut(c: Context, address: string): Response | Promise<Response> {
    c.status(502);
    return c.html(
        layout(
            "This leads out of the sandbox",
            html`<main class="plain" data-page="leads-out">
                <h1>This leads out of the sandbox</h1>
                <p>The service sends the browser to an address that neither it nor a deployed app has:</p>
                <p><code>${address.split("?")[0]}</code></p>
                <p>Nothing was asked there.</p>
                <p><a class="button" href="/walk">Back to the walk</a></p>
            </main>`,
        ),
    );
}
