import { describe, expect, it } from "vitest";
import { made, madeByDev, rehearsedForTest } from "./rehearsed.ts";

describe("trouble on the way", () => {
    it("429 with the vendor's headers is waited out", async () => {
        const { driver, world } = await rehearsedForTest();
        const limited = () =>
            new Response(
                JSON.stringify({
                    statusCode: 429,
                    error: "Too Many Requests",
                    message: "Global limit has been reached",
                    errorCode: "too_many_requests",
                }),
                {
                    status: 429,
                    headers: {
                        "content-type": "application/json",
                        "x-ratelimit-limit": "2",
                        "x-ratelimit-remaining": "0",
                        "x-ratelimit-reset": String(Math.floor(Date.now() / 1000) + 1),
                    },
                },
            );
        const throttled = () =>
            new Response(JSON.stringify({ error: { code: "TooManyRequests", message: "Too many requests." } }), {
                status: 429,
                headers: { "content-type": "application/json", "retry-after": "1" },
            });
        world.faults.add({ service: "auth0", method: "POST", path: /^\/api\/v2\/connections$/, answer: limited });
        world.faults.add({ service: "microsoft", method: "POST", path: /^\/v1\.0\/applications$/, answer: throttled });
        const up = await driver.perform("up");

        expect(up).toMatchObject({ succeeded: true, errors: [] });
        expect(world.requests.since(0).filter(({ status }) => status === 429)).toHaveLength(2);
    });

    it("a service that goes away in the middle of an up fails it, and the next up finishes the work", async () => {
        const { driver, world } = await rehearsedForTest();
        world.faults.add({
            service: "auth0",
            method: "POST",
            path: /^\/api\/v2\/connections$/,
            answer: () => {
                void world.services.auth0.stop();
                return new Response(null, { status: 503 });
            },
        });
        const first = await driver.perform("up");
        expect(first.succeeded).toBe(false);

        await world.services.auth0.start();
        const second = await driver.perform("up");
        expect(second).toMatchObject({ succeeded: true, errors: [] });
        expect(made(world)).toEqual(madeByDev);
        expect((await driver.perform("preview")).changes).toEqual({ same: 14 });
    });
});
