import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Clock } from "../../../sandbox/service/clock.ts";
import type { Exchange } from "../../../sandbox/service/exchange.ts";
import { Faults } from "../../../sandbox/service/faults.ts";
import { observed } from "../../../sandbox/service/observed.ts";
import { RequestLog } from "../../../sandbox/service/request-log.ts";
import { type Served, served } from "../served.ts";

const exchanges: Exchange[] = [];
const context = {
    clock: new Clock(),
    faults: new Faults(),
    requests: new RequestLog(),
    onExchange: (exchange: Exchange) => exchanges.push(exchange),
};
const done: string[] = [];
let service: Served;

beforeAll(async () => {
    const app = new Hono<{ Bindings: HttpBindings }>();
    app.use(observed("auth0", context));
    app.post("/clients", async (c) => {
        done.push(await c.req.text());
        return c.json({ client_id: "abc" }, 201);
    });
    service = await served(app);
});
afterAll(() => service.close());
beforeEach(() => {
    context.faults.clear();
    done.length = 0;
});

const post = () => service.fetch("https://acme.eu.auth0.com/clients?page=1", { method: "POST", body: "portal" });

describe("a request to an observed service", () => {
    it("is logged with its path, without query, body or headers", async () => {
        const mark = context.requests.mark();
        await post();

        expect(context.requests.since(mark)).toEqual([
            { service: "auth0", method: "POST", path: "/clients", status: 201 },
        ]);
        expect(context.requests.count("auth0", mark)).toBe(1);
        expect(context.requests.count("microsoft", mark)).toBe(0);
    });

    it("is told whole to whoever records", async () => {
        exchanges.length = 0;
        await post();

        expect(exchanges.map(({ requestHeaders: _, responseHeaders: __, ...exchange }) => exchange)).toEqual([
            {
                service: "auth0",
                method: "POST",
                host: "acme.eu.auth0.com",
                path: "/clients?page=1",
                requestBody: "portal",
                status: 201,
                responseBody: '{"client_id":"abc"}',
                isFault: false,
            },
        ]);
    });

    it("gets a fault's answer in place of the service's, and nothing is done", async () => {
        context.faults.add({ service: "auth0", path: /./, answer: () => new Response("busy", { status: 503 }) });
        const answer = await post();

        expect([answer.status, await answer.text()]).toEqual([503, "busy"]);
        expect(done).toEqual([]);
    });

    it("is done although its answer is lost, where a fault strikes afterwards", async () => {
        context.faults.add({ service: "auth0", path: /./, afterwards: true, answer: "reset" });

        await expect(post()).rejects.toThrow("fetch failed");
        expect(done).toEqual(["portal"]);
        expect((await post()).status).toBe(201);
    });

    it("meets a broken connection where a fault resets it", async () => {
        context.faults.add({ service: "auth0", path: /./, answer: "reset" });

        await expect(post()).rejects.toThrow("fetch failed");
        expect(done).toEqual([]);
    });
});
