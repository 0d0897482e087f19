import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { opened, type Target } from "../../../reliability/inputs/http/raw-exchange.ts";
import { boundConnections } from "../../../sandbox/service/bound-connections.ts";
import { CertificateAuthority } from "../../../sandbox/service/certificate-authority.ts";
import { ConnectProxy } from "../../../sandbox/service/connect-proxy.ts";

const serverName = "acme-dev.eu.auth0.com";
const authority = await CertificateAuthority.create();
const context = await authority.secureContext(serverName);

const sockets: Socket[] = [];
const cleanUps: (() => unknown)[] = [];

afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.destroy();
    for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

describe.each([
    ["HTTP", () => createServer(greet), {}],
    [
        "HTTPS",
        () => createTlsServer({ SNICallback: (_name, done) => done(null, context) }, greet),
        { serverName, caPem: authority.pem },
    ],
])("a server of %s that takes two connections", (_protocol, create, tls) => {
    it("answers a third, and closes the one that nobody has used for longest", async () => {
        const target = { port: await listening(create()), ...tls };
        const first = await open(target);
        const second = await open(target);
        await said(first, request);
        const third = await open(target);

        await closed(second);
        expect(await said(first, request)).toBe("HTTP/1.1 200 OK");
        expect(await said(third, request)).toBe("HTTP/1.1 200 OK");
    });

    it("closes none where another has gone", async () => {
        const server = create();
        const target = { port: await listening(server), ...tls };
        const first = await open(target);
        const isGone = new Promise((resolve) => {
            server.once("connection", (socket: Socket) => socket.once("close", resolve));
        });
        (await open(target)).destroy();
        await isGone;
        await open(target);

        expect(await said(first, request)).toBe("HTTP/1.1 200 OK");
    });
});

describe("a tunnel through the proxy", () => {
    it("outlives hundreds of others while it is used", async () => {
        const service = await listening(createServer(greet), 1000);
        const proxy = new ConnectProxy(() => service);
        const port = await proxy.start(0);
        cleanUps.push(() => proxy.stop());
        const tunnel = async () => {
            const socket = await open({ port });
            expect(await said(socket, `CONNECT ${serverName}:443 HTTP/1.1\r\n\r\n`)).toBe(
                "HTTP/1.1 200 Connection established",
            );
            return socket;
        };
        const used = await tunnel();
        const unused = await tunnel();
        for (let index = 0; index < 498; index++) await tunnel();
        await said(used, request);
        await tunnel();

        await closed(unused);
        expect(await said(used, request)).toBe("HTTP/1.1 200 OK");
    });
});

const request = `GET / HTTP/1.1\r\nHost: ${serverName}\r\n\r\n`;

function greet(_request: unknown, response: { end(text: string): void }): void {
    response.end("hello");
}

async function listening(server: Server, most = 2): Promise<number> {
    boundConnections(server, most);
    server.listen(0, "127.0.0.1");
    cleanUps.push(() => server.close());
    await once(server, "listening");
    return (server.address() as AddressInfo).port;
}

async function open(target: Target): Promise<Socket> {
    const socket = await opened(target);
    sockets.push(socket);
    return socket;
}

/** Sends something. @returns the first line of what comes back */
async function said(socket: Socket, text: string): Promise<string | undefined> {
    socket.write(text);
    const [answer] = (await once(socket, "data")) as [Buffer];
    return answer.toString().split("\r\n")[0];
}

async function closed(socket: Socket): Promise<void> {
    if (!socket.closed) await once(socket.resume(), "close");
}
