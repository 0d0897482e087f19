import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import type { Hono } from "hono";

/** A plain-http server on loopback, for this machine's own programs and browsers. */
export interface LocalServer {
    /** `http://127.0.0.1:PORT`. */
    readonly origin: string;
    close(): Promise<void>;
}

/** Serves an app on a free port of loopback. The app may ask for its origin once it is asked for anything. */
export async function startLocalServer(appAt: (origin: () => string) => Hono): Promise<LocalServer> {
    let origin = "";
    const server = createServer(getRequestListener(appAt(() => origin).fetch));
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
