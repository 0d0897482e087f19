import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener, type HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import { boundConnections } from "./service/bound-connections.ts";
import { limitedBody } from "./service/limited-body.ts";

/** A plain-http server on loopback, for this machine's own programs and browsers. */
export interface LocalServer {
    /** `http://127.0.0.1:PORT`. */
    readonly origin: string;
    close(): Promise<void>;
}

const largestBody = 1024 * 1024;

/**
 * Serves an app on a free port of loopback, and to loopback's own names only: a foreign name that resolves to loopback (DNS rebinding)
 * is refused. The app may ask for its origin once it is asked for anything.
 */
export async function startLocalServer(appAt: (origin: () => string) => Hono): Promise<LocalServer> {
    let origin = "";
    const server = createServer(
        getRequestListener(
            guarded(
                () => origin,
                appAt(() => origin),
            ).fetch,
        ),
    );
    boundConnections(server);
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return {
        origin,
        close: async () => {
            const closed = once(server, "close");
            server.close();
            server.closeAllConnections();
            await closed;
        },
    };
}

function guarded(origin: () => string, app: Hono): Hono<{ Bindings: HttpBindings }> {
    const whole = new Hono<{ Bindings: HttpBindings }>();
    whole.use(async (c, next) => {
        const { port } = new URL(origin());
        const host = c.req.header("host") ?? "";
        if (host === `127.0.0.1:${port}` || host === `localhost:${port}`) return next();
        return c.text("This server answers to 127.0.0.1 and localhost only.\n", 421, unseen);
    });
    whole.use(
        limitedBody(largestBody, () => new HTTPException(413, { message: "A body here has a megabyte at most.\n" })),
    );
    whole.route("/", app);
    whole.onError((error, c) => {
        if (error instanceof HTTPException) return error.getResponse();
        // Whoever went away in the middle of a request is no error of the sandbox.
        if (c.env.incoming.complete) console.error(error);
        return c.text("This went wrong in the sandbox; its terminal says how.\n", 500, unseen);
    });
    return whole;
}

/** For an answer that no page of another name is to see. */
const unseen = {
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
};
