import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { fetch, ProxyAgent } from "undici";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CertificateAuthority } from "../../../sandbox/service/certificate-authority.ts";
import { ConnectProxy } from "../../../sandbox/service/connect-proxy.ts";
import { TlsService } from "../../../sandbox/service/tls-service.ts";

let authority: CertificateAuthority;
let service: TlsService;
let proxy: ConnectProxy;
let port: number;
let agent: ProxyAgent;

const greeting = new Hono<{ Bindings: HttpBindings }>();
greeting.get("/", (c) => c.text(`hello from ${c.req.header("host")}`));

beforeAll(async () => {
    authority = await CertificateAuthority.create();
    service = new TlsService(greeting, authority);
    const local = await service.start();
    proxy = new ConnectProxy((name) => (name === "acme-dev.eu.auth0.com" ? local : undefined));
    port = await proxy.start(0);
    agent = new ProxyAgent({ uri: `http://127.0.0.1:${port}`, requestTls: { ca: authority.pem } });
});

afterAll(async () => {
    await agent.close();
    await proxy.stop();
    await service.stop();
});

describe("the proxy", () => {
    it("leads a known name to its service, whose certificate is good for that name", async () => {
        const answer = await fetch("https://acme-dev.eu.auth0.com/", { dispatcher: agent });

        expect(await answer.text()).toBe("hello from acme-dev.eu.auth0.com");
    });

    it("refuses every other name and port, and remembers it", async () => {
        const before = proxy.refused.length;
        await expect(fetch("https://acme.eu.auth0.com/", { dispatcher: agent })).rejects.toThrow("fetch failed");
        await expect(fetch("https://acme-dev.eu.auth0.com:8443/", { dispatcher: agent })).rejects.toThrow();

        expect(proxy.refused.slice(before)).toEqual(["acme.eu.auth0.com:443", "acme-dev.eu.auth0.com:8443"]);
    });

    it("answers nothing but CONNECT", async () => {
        const answer = await fetch(`http://127.0.0.1:${port}/`);

        expect(answer.status).toBe(501);
        expect(await answer.text()).toBe("This proxy only answers CONNECT for the sandbox's own host names.\n");
    });

    it("is not trusted by a client that has not the sandbox's authority", async () => {
        const stranger = new ProxyAgent({ uri: `http://127.0.0.1:${port}` });
        const failure = await fetch("https://acme-dev.eu.auth0.com/", { dispatcher: stranger }).catch((e) => e);
        await stranger.close();

        expect(failure.cause.code).toBe("UNABLE_TO_VERIFY_LEAF_SIGNATURE");
    });

    it("leads to a service again that was away, on the port it had", async () => {
        await service.stop();
        await expect(fetch("https://acme-dev.eu.auth0.com/", { dispatcher: agent })).rejects.toThrow("fetch failed");
        await service.start();
        const answer = await fetch("https://acme-dev.eu.auth0.com/", { dispatcher: agent });

        expect(answer.status).toBe(200);
    });
});
