import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { Refusal } from "../../clouds/refusal.ts";
import type { Traveller } from "../apps/web-app.ts";
import { Unexpected } from "../ledger.ts";

export interface OwnBrowserOptions {
    readonly open: (url: string) => Promise<void>;

    /** Ends the wait, because the person gave up. */
    readonly signal: AbortSignal;

    /** Milliseconds that a person has for one trip through the pages. */
    readonly patience: number;
}

/** The person who started the proof, in their own browser: it is opened, and comes back to this machine. */
export class OwnBrowser implements Traveller {
    private readonly options: OwnBrowserOptions;

    constructor(options: OwnBrowserOptions) {
        this.options = options;
    }

    /** @returns the address that the app is given back; its state is for the app to check */
    async goThrough(url: string, callback: string): Promise<URL> {
        const { open, patience, signal } = this.options;
        signal.throwIfAborted();
        const arrival = Promise.withResolvers<URL>();
        const answer = new CallbackPage(callback, arrival.resolve);
        const servers = await listening(new URL(callback).port, answer);
        const giveUp = () => arrival.reject(new Unexpected("the person gave up"));
        const timer = setTimeout(() => {
            arrival.reject(
                new Unexpected(`nobody came back to ${callback} within ${Math.round(patience / 1000)} seconds`),
            );
        }, patience);
        signal.addEventListener("abort", giveUp);
        try {
            // A browser that does not open ends the wait; one that does is waited for.
            open(url).catch((error: unknown) => arrival.reject(error));
            const back = await arrival.promise;
            const error = back.searchParams.get("error");
            if (error === null) return back;
            throw new Refusal("callback", 302, error, back.searchParams.get("error_description") ?? "");
        } finally {
            clearTimeout(timer);
            signal.removeEventListener("abort", giveUp);
            await Promise.all(servers.map(closed));
        }
    }
}

/** What a browser gets here: one answer to one callback, and nothing else. */
class CallbackPage {
    private readonly callback: URL;
    private readonly arrived: (url: URL) => void;
    private isOver = false;

    constructor(callback: string, arrived: (url: URL) => void) {
        this.callback = new URL(callback);
        this.arrived = arrived;
    }

    answer(request: IncomingMessage, response: ServerResponse): void {
        const target = URL.parse(request.url ?? "", this.callback.origin);
        const problem = this.problemOf(request, target);
        if (problem !== undefined || target === null) {
            reply(response, ...(problem ?? ([404, "There is nothing here."] as const)));
            return;
        }
        this.isOver = true;
        response.on("close", () => this.arrived(target));
        reply(response, 200, "Done here. You can close this window.");
    }

    private problemOf({ headers, method }: IncomingMessage, target: URL | null): readonly [number, string] | undefined {
        const { host, origin, pathname } = this.callback;
        // Under another host name it is a page that had its name lead here.
        if (headers.host !== host) return [421, "This is not the address of the callback."];
        if (target?.origin !== origin || target.pathname !== pathname) return [404, "There is nothing here."];
        if (method !== "GET") return [405, "The callback is only opened."];
        const isAnswer = ["code", "connect_code", "error"].some((name) => target.searchParams.has(name));
        if (!isAnswer) return [400, "This is no answer of Auth0."];
        return this.isOver ? [410, "This was answered already."] : undefined;
    }
}

function reply(response: ServerResponse, status: number, text: string): void {
    response.writeHead(status, {
        "content-type": "text/plain; charset=utf-8",
        "content-security-policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
        "cache-control": "no-store",
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        connection: "close",
    });
    response.end(`${text}\n`);
}

/** Both loopback addresses: which one `localhost` is, the browser decides. */
async function listening(port: string, page: CallbackPage): Promise<Server[]> {
    const servers: Server[] = [];
    for (const host of ["127.0.0.1", "::1"]) {
        const server = createServer((request, response) => page.answer(request, response));
        try {
            await new Promise<void>((resolve, reject) => {
                server.once("error", reject);
                server.listen(Number(port || 80), host, resolve);
            });
            servers.push(server);
        } catch (error) {
            const { code } = error as NodeJS.ErrnoException;
            // A machine without IPv6 has the other address.
            if (host === "::1" && (code === "EADDRNOTAVAIL" || code === "EAFNOSUPPORT")) continue;
            await Promise.all(servers.map(closed));
            if (code === "EADDRINUSE") {
                throw new Unexpected(`port ${port} is taken on this machine: stop the app that has it, and try again`);
            }
            throw error;
        }
    }
    return servers;
}

function closed(server: Server): Promise<void> {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(() => resolve()));
}
