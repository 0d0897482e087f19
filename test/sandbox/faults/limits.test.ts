import { describe, expect, it } from "vitest";
import { auth0Limiter } from "../../../sandbox/auth0/rate-limit.ts";
import { graphLimiter } from "../../../sandbox/faults/graph-throttling.ts";
import { Clock } from "../../../sandbox/service/clock.ts";
import { type Limiter, TokenBucket } from "../../../sandbox/service/limiter.ts";
import { startAuth0 } from "../auth0/auth0-fixture.ts";

const noon = Date.parse("2026-11-26T12:00:00Z");

function standing(): Clock {
    const clock = new Clock();
    clock.hold(new Date(noon));
    return clock;
}

/** How many requests are let through until one is refused, and that refusal. */
function untilRefused(limiter: Limiter, method: string, path: string, query = "") {
    for (let count = 0; count < 10_000; count += 1) {
        const { refusal } = limiter({ method, path, query: new URLSearchParams(query) });
        if (refusal !== undefined) return { count, refusal };
    }
    throw new Error("never refused");
}

describe("Auth0's published limits", () => {
    it.each([
        ["free", "GET", "/api/v2/clients", 2],
        ["free", "POST", "/oauth/token", 30],
        ["self service", "GET", "/api/v2/connections", 5],
        ["self service", "POST", "/api/v2/clients", 10],
        ["enterprise, non-production", "POST", "/api/v2/clients", 10],
        ["enterprise, production", "POST", "/api/v2/clients", 50],
        ["enterprise, production", "POST", "/api/v2/organizations/org_1/enabled_connections", 5],
        ["private cloud, 100 RPS", "GET", "/userinfo", 100],
    ] as const)("of a tenant of the plan %s let %s %s through %i times at once", (plan, method, path, burst) => {
        expect(untilRefused(auth0Limiter(plan, standing()), method, path).count).toBe(burst);
    });

    it("come with the headers that say when to come back, and are filled again at the published rate", async () => {
        const clock = standing();
        const limiter = auth0Limiter("enterprise, non-production", clock);
        expect(limiter({ method: "GET", path: "/api/v2/clients", query: new URLSearchParams() }).headers).toEqual({
            "x-ratelimit-limit": "10",
            "x-ratelimit-remaining": "9",
            "x-ratelimit-reset": String(noon / 1000 + 1),
        });
        const { refusal } = untilRefused(limiter, "GET", "/api/v2/clients");
        expect([refusal.status, refusal.headers.get("retry-after"), refusal.headers.get("x-ratelimit-reset")]).toEqual([
            429,
            "1",
            String(noon / 1000 + 1),
        ]);
        expect(await refusal.json()).toMatchObject({ errorCode: "too_many_requests", statusCode: 429 });

        clock.advance(1000);
        expect(untilRefused(limiter, "GET", "/api/v2/clients").count).toBe(2);
        clock.advance(3_600_000);
        expect(untilRefused(limiter, "GET", "/api/v2/clients").count).toBe(10);
    });

    it("hold over TLS where a tenant has them, and its headers with them", async () => {
        const auth0 = await startAuth0();
        auth0.context.clock.hold(new Date(Date.now()));
        auth0.context.faults.limiters.set("auth0", auth0Limiter("free", auth0.context.clock));
        const answers = [1, 2, 3].map(() => auth0.call("GET", "/connections"));
        const [first, , third] = await Promise.all(answers);
        await auth0.close();

        expect([first?.status, first?.headers.get("x-ratelimit-limit"), third?.status]).toEqual([200, "2", 429]);
        expect(auth0.context.faults.struck).toEqual([
            { service: "auth0", method: "GET", path: "/api/v2/connections", kind: "over the limit" },
        ]);
    });
});

describe("Microsoft Graph's published limits", () => {
    const personal = "8f14e45f-ceea-467f-a9f2-2b1d6c3e7a01";
    const quota = { size: "S", tenantId: "t", clientId: "c", isPersonal: (id: string) => id === personal } as const;

    it.each([
        ["GET", "/v1.0/servicePrincipals/1", "", 3500],
        ["GET", "/v1.0/applications", "", 1750],
        ["GET", "/v1.0/applications", "$select=id", 3500],
        ["POST", "/v1.0/applications", "", 3000],
        ["PATCH", `/v1.0/applications/${personal}`, "", 60],
    ])("let %s %s?%s of a small directory through %i times at once", (method, path, query, count) => {
        expect(untilRefused(graphLimiter(quota, standing()), method, path, query).count).toBe(count);
    });

    it("are told when they are nearly used up, and refuse with the scope and the reason", async () => {
        const clock = standing();
        const limiter = graphLimiter(quota, clock);
        const patch = { method: "PATCH", path: `/v1.0/applications/${personal}`, query: new URLSearchParams() };
        expect(limiter(patch).headers).toEqual({ "x-ms-resource-unit": "1" });
        for (let count = 1; count < 54; count += 1) limiter(patch);
        expect(limiter(patch).headers).toEqual({ "x-ms-resource-unit": "1", "x-ms-throttle-limit-percentage": "0.9" });

        const { refusal } = untilRefused(limiter, "PATCH", patch.path);
        expect([refusal.status, refusal.headers.get("retry-after")]).toEqual([429, "1"]);
        expect(refusal.headers.get("x-ms-throttle-scope")).toBe("Tenant_Application/Write/c/t");
        expect(refusal.headers.get("x-ms-throttle-information")).toBe("WriteLimitExceeded");
        clock.advance(5000);
        expect(untilRefused(limiter, "PATCH", patch.path).count).toBe(5);
    });

    it("do not count the login", () => {
        const limiter = graphLimiter(quota, standing());
        expect(limiter({ method: "POST", path: "/t/oauth2/v2.0/token", query: new URLSearchParams() })).toEqual({
            headers: {},
        });
    });
});

it("a bucket whose clock is set back keeps what was taken from it", () => {
    const bucket = new TokenBucket({ burst: 2, sustained: 1, perSeconds: 1 }, 10_000);
    expect([bucket.take(10_000), bucket.take(10_000), bucket.take(5000), bucket.take(6000)]).toEqual([
        true,
        true,
        false,
        true,
    ]);
});
