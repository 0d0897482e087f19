import { Hono } from "hono";
import { describe, expect, it, onTestFinished } from "vitest";
import { startLocalServer } from "../../sandbox/local-server.ts";

describe("a local server", () => {
    it("serves an app on a free port of loopback, and the app knows its own origin", async () => {
        const server = await startLocalServer((origin) => new Hono().get("/", (c) => c.text(origin())));
        onTestFinished(() => server.close());

        expect(server.origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
        expect(await (await fetch(server.origin)).text()).toBe(server.origin);
    });

    // The whole of 127.0.0.0/8 is this machine's on Linux: a server that listens on every address would answer there.
    it.runIf(process.platform === "linux")("listens on no other address", async () => {
        const server = await startLocalServer(() => new Hono().get("/", (c) => c.text("here")));
        onTestFinished(() => server.close());
        const elsewhere = server.origin.replace("127.0.0.1", "127.0.0.2");

        await expect(fetch(elsewhere)).rejects.toThrow(new TypeError("fetch failed"));
    });

    it("does not get in the way of another", async () => {
        const [one, other] = await Promise.all([
            startLocalServer(() => new Hono()),
            startLocalServer(() => new Hono()),
        ]);
        onTestFinished(async () => {
            await one.close();
            await other.close();
        });

        expect(one.origin).not.toBe(other.origin);
    });

    it("is gone once it is closed, though a browser keeps a connection open or waits for an answer", async () => {
        const asked = Promise.withResolvers<void>();
        const app = new Hono()
            .get("/", (c) => c.text("here"))
            .get("/never", () => {
                asked.resolve();
                return new Promise<Response>(() => {});
            });
        const server = await startLocalServer(() => app);
        await (await fetch(server.origin)).text();
        const waiting = fetch(`${server.origin}/never`).catch((error: Error) => error.message);
        await asked.promise;

        await server.close();

        expect(await waiting).toBe("fetch failed");
        await expect(fetch(server.origin)).rejects.toThrow(new TypeError("fetch failed"));
    });
});
