import { connect as connectPlain, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";

/** Where bytes go. */
export interface Target {
    readonly port: number;

    /** Name in the TLS handshake; none for plain http. */
    readonly serverName?: string;
    readonly caPem?: string;
}

/** What came back for some bytes: the answers up to when the other side closed, or nothing came any more. */
export interface RawReply {
    readonly text: string;

    /** Whether the other side closed the connection. */
    readonly isClosed: boolean;
}

/** Opens a connection. Rejects where that fails. */
export function opened({ caPem, port, serverName }: Target): Promise<Socket> {
    return new Promise((resolve, reject) => {
        const socket =
            serverName === undefined
                ? connectPlain(port, "127.0.0.1", () => resolve(socket))
                : connectTls(
                      {
                          host: "127.0.0.1",
                          port,
                          servername: serverName,
                          ...(caPem === undefined ? {} : { ca: caPem }),
                      },
                      () => resolve(socket),
                  );
        socket.on("error", reject);
    });
}

/**
 * Sends bytes over a connection of their own and waits for what comes back.
 *
 * @param patience milliseconds of silence after which nothing more is waited for
 */
export async function rawExchange(
    target: Target,
    pieces: Iterable<string | Uint8Array>,
    patience = 1500,
): Promise<RawReply> {
    const socket = await opened(target).catch(() => undefined);
    if (socket === undefined) return { text: "", isClosed: true };
    const reply = replyOf(socket, patience);
    for (const piece of pieces) {
        if (socket.destroyed) break;
        const isTaken = socket.write(typeof piece === "string" ? Buffer.from(piece, "latin1") : piece);
        if (!isTaken) await drained(socket);
    }
    return reply;
}

function replyOf(socket: Socket, patience: number): Promise<RawReply> {
    return new Promise((resolve) => {
        const chunks: Buffer[] = [];
        const end = (isClosed: boolean) => {
            socket.destroy();
            resolve({ text: Buffer.concat(chunks).toString("utf8"), isClosed });
        };
        socket.setTimeout(patience, () => end(false));
        socket.on("data", (chunk: Buffer) => {
            chunks.push(chunk);
            if (isWhole(Buffer.concat(chunks).toString("latin1"))) end(false);
        });
        socket.on("close", () => end(true));
        socket.on("error", () => end(true));
    });
}

/** Whether a text is one whole answer with a length: nothing else has to be waited for. */
function isWhole(text: string): boolean {
    const head = text.indexOf("\r\n\r\n");
    if (head < 0) return false;
    const [, length] = /^content-length: *(\d+)/im.exec(text.slice(0, head)) ?? [];
    if (length !== undefined) return text.length >= head + 4 + Number(length);
    return /^transfer-encoding: chunked/im.test(text.slice(0, head)) ? text.endsWith("0\r\n\r\n") : false;
}

function drained(socket: Socket): Promise<void> {
    return new Promise((resolve) => {
        const events = ["drain", "close", "error"];
        const end = () => {
            for (const event of events) socket.off(event, end);
            resolve();
        };
        for (const event of events) socket.on(event, end);
    });
}
