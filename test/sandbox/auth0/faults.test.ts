import { afterAll, beforeAll, expect, it } from "vitest";
import { tooManyRequests } from "../../../sandbox/auth0/rate-limit.ts";
import { type Auth0, startAuth0 } from "./auth0-fixture.ts";

let auth0: Auth0;
beforeAll(async () => {
    auth0 = await startAuth0();
});
afterAll(() => auth0.close());

it("says in Auth0's words that requests come too fast, once, and then goes on", async () => {
    const { clock, faults } = auth0.context;
    faults.add({ service: "auth0", path: /^\/api\/v2\/connections$/, answer: () => tooManyRequests(clock, 2) });
    const reply = await auth0.call("GET", "/connections");
    expect([reply.status, reply.body]).toEqual([
        429,
        {
            statusCode: 429,
            error: "Too Many Requests",
            message: "Global limit has been reached",
            errorCode: "too_many_requests",
        },
    ]);
    const now = Math.floor(clock.now().getTime() / 1000);
    expect(reply.headers.get("x-ratelimit-remaining")).toBe("0");
    expect(Number(reply.headers.get("x-ratelimit-reset"))).toBeGreaterThan(now);
    expect((await auth0.call("GET", "/connections")).status).toBe(200);
});

it("can do the work and answer something else", async () => {
    const gateway = () => new Response("<html></html>", { status: 502 });
    auth0.context.faults.add({
        service: "auth0",
        method: "POST",
        path: /connections$/,
        afterwards: true,
        answer: gateway,
    });
    const request = { name: "lost", strategy: "windowslive" } as const;
    await expect(auth0.sdk.connections.create(request)).rejects.toMatchObject({ statusCode: 502 });
    await expect(auth0.sdk.connections.create(request)).rejects.toMatchObject({ statusCode: 409 });
});
