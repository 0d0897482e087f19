import type { HttpBindings } from "@hono/node-server";
import type { Hono } from "hono";
import { Agent, fetch as undiciFetch } from "undici";
import { CertificateAuthority } from "../../sandbox/service/certificate-authority.ts";
import { TlsService } from "../../sandbox/service/tls-service.ts";

/** A service behind real TLS for one test file, and a fetch that reaches it under any host name, trusting its authority only. */
export interface Served {
    /** Reaches the service for every https host name; certificates are verified. */
    readonly fetch: typeof fetch;
    readonly caPem: string;
    readonly port: number;
    close(): Promise<void>;
}

export async function served(app: Hono<{ Bindings: HttpBindings }>): Promise<Served> {
    const authority = await CertificateAuthority.create();
    const service = new TlsService(app, authority);
    const port = await service.start();
    const dispatcher = new Agent({
        connect: {
            ca: authority.pem,
            lookup: (_name, _options, done) => done(null, [{ address: "127.0.0.1", family: 4 }]),
        },
    });
    const toService = (input: string | URL | Request, init?: RequestInit) => {
        const request = new Request(input, init);
        const url = new URL(request.url);
        const host = url.host;
        url.port = String(port);
        return undiciFetch(url, {
            method: request.method,
            headers: { ...Object.fromEntries(request.headers), host },
            ...(request.body === null ? {} : { body: request.body, duplex: "half" as const }),
            dispatcher,
        } as Parameters<typeof undiciFetch>[1]);
    };
    return {
        fetch: toService as unknown as typeof fetch,
        caPem: authority.pem,
        port,
        close: async () => {
            await dispatcher.destroy();
            await service.stop();
        },
    };
}
