import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { boundConnections } from "./bound-connections.ts";

/**
 * The only way out of the sandbox, and it leads back in: a CONNECT proxy on loopback that takes the vendors' and the stack's
 * host names to the local services and refuses every other name.
 */
export class ConnectProxy {
    /** Names that were asked for and refused, in order. */
    readonly refused: string[] = [];
    private readonly server: Server;
    private readonly open = new Set<Socket>();
    private readonly portOf: (hostName: string) => number | undefined;
    private readonly used: (socket: Socket) => void;

    /** @param portOf the local port that answers for a host name on 443, if one does */
    constructor(portOf: (hostName: string) => number | undefined) {
        this.portOf = portOf;
        this.server = createServer((request, response) => {
            this.refuse(request);
            response.writeHead(501, { "content-type": "text/plain" });
            response.end("This proxy only answers CONNECT for the sandbox's own host names.\n");
        });
        this.used = boundConnections(this.server);
        this.server.on("connect", (request, socket, head) => this.lead(request, socket as Socket, head));
    }

    /** @param port 0 for a free one; a port that is taken fails with `EADDRINUSE` */
    async start(port: number): Promise<number> {
        this.server.listen(port, "127.0.0.1");
        await once(this.server, "listening");
        return (this.server.address() as AddressInfo).port;
    }

    async stop(): Promise<void> {
        if (!this.server.listening) return;
        const closed = once(this.server, "close");
        this.server.close();
        this.server.closeAllConnections();
        for (const socket of this.open) socket.destroy();
        await closed;
    }

    private lead(request: IncomingMessage, socket: Socket, head: Buffer): void {
        // First of all: whoever goes away without a word would end the sandbox.
        socket.on("error", () => socket.destroy());
        const [hostName = "", port, ...more] = (request.url ?? "").split(":");
        const local = port === "443" && more.length === 0 ? this.portOf(hostName.toLowerCase()) : undefined;
        if (local === undefined) {
            this.refuse(request);
            socket.end("HTTP/1.1 502 No such host in the sandbox\r\n\r\n");
            return;
        }
        const upstream = connect(local, "127.0.0.1");
        let isConnected = false;
        upstream.on("connect", () => {
            isConnected = true;
            socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
            upstream.write(head);
            upstream.pipe(socket);
            socket.pipe(upstream);
            for (const side of [socket, upstream]) side.on("data", () => this.used(socket));
        });
        upstream.on("error", () => {
            if (isConnected) socket.destroy();
            else socket.end("HTTP/1.1 502 The service is away\r\n\r\n");
        });
        socket.on("error", () => upstream.destroy());
        for (const [one, other] of [
            [socket, upstream],
            [upstream, socket],
        ] as const) {
            this.open.add(one);
            one.on("close", () => {
                this.open.delete(one);
                // What one side has sent before it broke is still owed to the other.
                if (isConnected || one === socket) other.destroySoon();
            });
        }
    }

    /** Of very many names only the latest are kept, and of a long one its beginning. */
    private refuse(request: IncomingMessage): void {
        this.refused.push((request.url ?? "").slice(0, 300));
        if (this.refused.length > mostKept) this.refused.splice(0, mostKept / 2);
    }
}

const mostKept = 10_000;
