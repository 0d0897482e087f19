import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

/**
 * Leads connections on a port of its own to the port that it is told as its argument. A process of its own, because whoever tells it to go
 * away and to come back may wait for a command meanwhile. It answers each word with its port once that is done, and ends with its parent.
 */
const target = Number(process.argv[2]);
const open = new Set<Socket>();
let server: Server | undefined;
let port = 0;

process.on("disconnect", () => process.exit());
process.on("message", async (word: RelayWord) => {
    if (word === "come") await come();
    else goAway();
    process.send?.(port);
});

/** What it is told. */
export type RelayWord = "come" | "go away";

/** Listens: on a free port the first time, on the same port after that. */
async function come(): Promise<void> {
    server = createServer(lead);
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
    port = (server.address() as AddressInfo).port;
}

/** Breaks what is open, and has new connections refused. */
function goAway(): void {
    server?.close();
    for (const socket of open) socket.destroy();
}

function lead(socket: Socket): void {
    const upstream = connect(target, "127.0.0.1");
    for (const [one, other] of [
        [socket, upstream],
        [upstream, socket],
    ] as const) {
        open.add(one);
        one.on("error", () => other.destroy());
        one.on("close", () => {
            open.delete(one);
            other.destroy();
        });
        one.pipe(other);
    }
}
