import type { IncomingMessage, Server } from "node:http";
import type { Socket } from "node:net";

/** Far more than an engine, its providers, a proof and a browser open together, far less than what fills the sandbox's memory. */
const mostOpen = 500;

/**
 * Keeps a server to so many open connections: for one more, the one that nobody has used for longest is closed. So whoever opens
 * thousands loses their own, and the next who asks is still answered.
 *
 * @param server of HTTP or HTTPS
 * @returns says that a connection was used by something that is no request: a tunnel
 */
export function boundConnections(server: Server, most = mostOpen): (socket: Socket) => void {
    /** By the address at the other end, least recently used first. */
    const open = new Map<string, Socket>();

    server.on("connection", (socket: Socket) => {
        const address = addressOf(socket);
        open.set(address, socket);
        socket.once("close", () => {
            if (open.get(address) === socket) open.delete(address);
        });
        const [longestUnused] = open.values();
        if (open.size > most) longestUnused?.destroy();
    });
    const use = (socket: Socket) => {
        const address = addressOf(socket);
        const held = open.get(address);
        if (held === undefined) return;
        open.delete(address);
        open.set(address, held);
    };
    server.on("request", ({ socket }: IncomingMessage) => use(socket));
    return use;
}

function addressOf({ remoteAddress, remotePort }: Socket): string {
    return `${remoteAddress}:${remotePort}`;
}
