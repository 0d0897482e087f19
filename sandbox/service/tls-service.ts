import { once } from "node:events";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { getRequestListener, type HttpBindings } from "@hono/node-server";
import type { Hono } from "hono";
import { boundConnections } from "./bound-connections.ts";
import type { CertificateAuthority } from "./certificate-authority.ts";

/** One of the sandbox's services behind TLS on loopback. It can go away and come back on its port; its memory stays with the app. */
export class TlsService {
    private server: Server | undefined;
    private port = 0;
    private readonly app: Hono<{ Bindings: HttpBindings }>;
    private readonly authority: CertificateAuthority;

    constructor(app: Hono<{ Bindings: HttpBindings }>, authority: CertificateAuthority) {
        this.app = app;
        this.authority = authority;
    }

    /** Port on loopback; 0 before the first start. */
    get portNumber(): number {
        return this.port;
    }

    /** Listens on loopback: on a free port the first time, on the same port after that. */
    async start(): Promise<number> {
        const server = createServer(
            {
                // Node's own five seconds close connections under requests of clients that pause.
                keepAliveTimeout: 60_000,
                SNICallback: (name, done) => {
                    this.authority.secureContext(name).then((context) => done(null, context), done);
                },
            },
            getRequestListener(this.app.fetch),
        );
        boundConnections(server);
        server.listen(this.port, "127.0.0.1");
        await once(server, "listening");
        this.server = server;
        this.port = (server.address() as AddressInfo).port;
        return this.port;
    }

    /** A request from another service of the sandbox: answered without the network, logged and struck by faults like any other. */
    async request(request: Request): Promise<Response> {
        if (this.server === undefined) throw new TypeError("fetch failed: the service is away");
        let isBroken = false;
        const socket = { destroy: () => (isBroken = true) };
        const response = await this.app.fetch(request, { incoming: { socket } } as unknown as HttpBindings);
        if (isBroken) throw new TypeError("fetch failed: the connection was reset");
        return response;
    }

    /** Stops listening and breaks what is open. */
    async stop(): Promise<void> {
        const server = this.server;
        if (server === undefined) return;
        this.server = undefined;
        const closed = once(server, "close");
        server.close();
        server.closeAllConnections();
        await closed;
    }
}
