import type { HttpBindings } from "@hono/node-server";
import type { Hono } from "hono";
import { Agent, buildConnector, fetch as undiciFetch } from "undici";
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
    const connector = buildConnector({
        ca: authority.pem,
        lookup: (_name: string, _options: unknown, done: LookupCallback) =>
            done(null, [{ address: "127.0.0.1", family: 4 }]),
    } as buildConnector.BuildOptions);
    const dispatcher = new Agent({
        connect: (options, done) => connector({ ...options, port: String(port) }, done),
    });
    return {
        fetch: ((input: string, init?: object) =>
            undiciFetch(input, { ...init, dispatcher })) as unknown as typeof fetch,
        caPem: authority.pem,
        port,
        close: async () => {
            await dispatcher.destroy();
            await service.stop();
        },
    };
}

type LookupCallback = (error: null, addresses: { address: string; family: number }[]) => void;
