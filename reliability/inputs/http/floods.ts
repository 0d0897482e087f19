import type { Socket } from "node:net";
import { targetsOf } from "./attacks.ts";
import { opened, rawExchange, type Target } from "./raw-exchange.ts";
import type { Victim } from "./started-victim.ts";

/** Most memory that a sandbox may ever hold, in bytes. */
export const mostMemory = 256 * 1024 * 1024;

/** How much of everything comes at once. */
export interface Size {
    readonly connections: number;
    readonly megabytes: number;
    readonly requests: number;
}

type Flood = (victim: Victim, size: Size) => Promise<string | undefined>;

/** Too much of something, by its name. Each says what is wrong with how it was borne. */
const floods: Readonly<Record<string, Flood>> = {
    "a body as long as it says": (victim, { megabytes }) => tooLong(victim, megabytes, "Content-Length: 4294967296"),
    "a body without end": (victim, { megabytes }) => tooLong(victim, megabytes, "Transfer-Encoding: chunked"),
    "headers without end": async (victim) => {
        const { text } = await rawExchange(targetsOf(victim).auth0, headersWithoutEnd(4));
        return /^HTTP\/1\.1 431 /.test(text) || text === "" ? undefined : `got ${text.slice(0, 60)}`;
    },
    "requests that never come to an end": (victim, { connections }) =>
        held(victim, connections, "auth0", "POST /api/v2/clients HTTP/1.1\r\nHost: x\r\nContent-Le"),
    "bodies that never come": (victim, { connections }) =>
        held(
            victim,
            connections,
            "graph",
            "POST /v1.0/applications HTTP/1.1\r\nHost: x\r\nContent-Length: 900000\r\n\r\n{",
        ),
    "connections that say nothing": (victim, { connections }) => held(victim, connections, "login", ""),
    "tunnels through the proxy": (victim, { connections, requests }) =>
        held(victim, connections + requests, "proxy", "CONNECT login.microsoftonline.com:443 HTTP/1.1\r\n\r\n"),
    "asking the proxy for other names": async (victim, { requests }) => {
        const { proxy } = targetsOf(victim);
        const replies = await inTurns(requests, (index) =>
            rawExchange(proxy, [`CONNECT host-${index}.example:443 HTTP/1.1\r\n\r\n`], 5000),
        );
        const led = replies.find(({ text }) => !text.startsWith("HTTP/1.1 502 "));
        return led === undefined ? undefined : `got ${led.text.slice(0, 60)}`;
    },
    "many requests on one connection": async (victim, { requests }) => {
        const one = "GET /v1.0/me HTTP/1.1\r\nHost: graph.microsoft.com\r\n\r\n";
        const last = one.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n");
        const { text } = await rawExchange(targetsOf(victim).graph, [one.repeat(requests), last], 5000);
        return text.startsWith("HTTP/1.1 401 ") ? undefined : `got ${text.slice(0, 60)}`;
    },
    "many people at once": everybodyAtOnce,
};

/** Names of the floods, in order. */
export const floodNames: readonly string[] = Object.keys(floods);

/** Lets one flood come, then asks as anybody would. @returns what was wrong */
export async function flooded(victim: Victim, name: string, size: Size): Promise<string[]> {
    const problems = [await floods[name]?.(victim, size).catch(String), await usual(victim), victim.complaint()];
    const memory = victim.mostMemory();
    if (memory !== undefined && memory > mostMemory) problems.push(`it held ${Math.round(memory / 1024 / 1024)} MB`);
    return problems.flatMap((problem) => (problem === undefined ? [] : [`${name}: ${problem}`]));
}

/** A request like any other, at each of the servers. */
async function usual(victim: Victim): Promise<string | undefined> {
    const targets = targetsOf(victim);
    const { auth0, desk } = victim;
    const [management, page] = await Promise.all([
        rawExchange(targets.auth0, [get("/api/v2/clients", auth0.host, auth0.token)], 15_000),
        rawExchange(targets.desk, [get("/", `127.0.0.1:${desk.port}`)], 15_000),
    ]);
    const failed = [management, page].find(({ text }) => !text.startsWith("HTTP/1.1 200 "));
    return failed === undefined ? undefined : `afterwards a usual request got ${failed.text.slice(0, 200)}`;
}

async function tooLong(victim: Victim, megabytes: number, framing: string): Promise<string | undefined> {
    const { auth0 } = victim;
    const head = `POST /api/v2/clients HTTP/1.1\r\nHost: ${auth0.host}\r\nAuthorization: Bearer ${auth0.token}\r\nContent-Type: application/json\r\n${framing}\r\n\r\n`;
    const piece = Buffer.alloc(64 * 1024, 0x20);
    const isChunked = framing.includes("chunked");
    const sent = function* () {
        yield head;
        for (let index = 0; index < megabytes * 16; index++) {
            if (isChunked) yield "10000\r\n";
            yield piece;
            if (isChunked) yield "\r\n";
        }
        if (isChunked) yield "0\r\n\r\n";
    };
    const { text } = await rawExchange(targetsOf(victim).auth0, sent(), 1500);
    return /^HTTP\/1\.1 413 /.test(text) || text === "" ? undefined : `got ${text.slice(0, 60)}`;
}

function* headersWithoutEnd(megabytes: number) {
    yield "GET / HTTP/1.1\r\nHost: x\r\n";
    for (let index = 0; index < megabytes * 16; index++) yield `X-${index}: ${"v".repeat(64 * 1024)}\r\n`;
}

/** Opens many connections, says the beginning of something on each, and asks something usual beside them. */
async function held(
    victim: Victim,
    count: number,
    server: keyof ReturnType<typeof targetsOf>,
    beginning: string,
): Promise<string | undefined> {
    const target: Target = targetsOf(victim)[server];
    const sockets: Socket[] = [];
    try {
        await inTurns(count, async () => {
            const socket = await opened(target);
            socket.on("error", () => socket.destroy());
            socket.write(beginning);
            sockets.push(socket);
        });
        const failed = await usual(victim);
        return failed === undefined ? undefined : failed.replace("afterwards", "meanwhile");
    } finally {
        for (const socket of sockets) socket.destroy();
    }
}

/** Each asks for their own name and nobody else's comes back, whatever others ask at the same time. */
async function everybodyAtOnce(victim: Victim, { requests }: Size): Promise<string | undefined> {
    const people = Object.entries(victim.microsoft.tokens);
    const { graph } = targetsOf(victim);
    const wrong = await inTurns(requests, async (index) => {
        const [username, token] = people[index % people.length] ?? ["", ""];
        const { text } = await rawExchange(graph, [get("/v1.0/me", victim.microsoft.host, token)], 15_000);
        const named = people.filter(([name]) => text.includes(`"${name}"`)).map(([name]) => name);
        return named.length === 1 && named[0] === username
            ? []
            : [`${username} was told of ${named.join(", ") || text}`];
    });
    return wrong.flat()[0];
}

function get(path: string, host: string, token?: string): string {
    const authorization = token === undefined ? "" : `Authorization: Bearer ${token}\r\n`;
    return `GET ${path} HTTP/1.1\r\nHost: ${host}\r\n${authorization}Connection: close\r\n\r\n`;
}

/** Many of something, so many at a time that no queue of the system runs over. */
async function inTurns<T>(count: number, work: (index: number) => Promise<T>): Promise<T[]> {
    const results: T[] = [];
    for (let start = 0; start < count; start += 50) {
        const indexes = Array.from({ length: Math.min(50, count - start) }, (_, index) => start + index);
        results.push(...(await Promise.all(indexes.map(work))));
    }
    return results;
}
