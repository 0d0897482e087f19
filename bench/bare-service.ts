import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { CertificateAuthority } from "../sandbox/service/certificate-authority.ts";
import { TlsService } from "../sandbox/service/tls-service.ts";
import type { Load } from "./requests-per-second.ts";

/** The floor of what a service costs: the same TLS server with one route that answers a constant. */
export async function withBareService<T>(answer: object, use: (load: Load) => Promise<T>): Promise<T> {
    const app = new Hono<{ Bindings: HttpBindings }>();
    app.all("/", (c) => c.json(answer));
    const authority = await CertificateAuthority.create();
    const service = new TlsService(app, authority);
    const port = await service.start();
    try {
        return await use({ port, hostName: "bench.example", caPem: authority.pem, path: "/" });
    } finally {
        await service.stop();
    }
}
