import type { Clock } from "../service/clock.ts";
import { type CountedRequest, type Limiter, TokenBucket } from "../service/limiter.ts";
import { type Auth0RatePlan, auth0RatePlans, type RateRule } from "./rate-plans.ts";

const requestsPerSecond = 1000;

/** Counts requests per second for the rate-limit headers of a tenant that never refuses. */
export class RateLimit {
    private readonly clock: Clock;
    private second = 0;
    private used = 0;

    constructor(clock: Clock) {
        this.clock = clock;
    }

    /** Headers of the next reply. */
    headers(): Record<string, string> {
        const second = Math.floor(this.clock.now().getTime() / 1000);
        if (second !== this.second) this.used = 0;
        this.second = second;
        this.used += 1;
        return rateLimitHeaders(requestsPerSecond, Math.max(requestsPerSecond - this.used, 1), second + 1);
    }
}

/** Auth0's limits for a tenant of a subscription, as token buckets (Auth0, "Rate Limit Policy": Rate limit algorithm). */
export function auth0Limiter(plan: Auth0RatePlan, clock: Clock): Limiter {
    const rules: readonly RateRule[] = auth0RatePlans[plan];
    const buckets = new Map(rules.map(({ bucket, rate }) => [bucket, new TokenBucket(rate, clock.now().getTime())]));
    return (request) => {
        const now = clock.now().getTime();
        const counted = rulesFor(rules, request).flatMap(({ bucket }) => buckets.get(bucket) ?? []);
        const empty = counted.find((bucket) => bucket.remaining(now) < 1);
        if (empty !== undefined) return { headers: {}, refusal: refusal(request, empty, now) };
        for (const bucket of counted) bucket.take(now);
        const [tightest] = counted.toSorted((one, other) => one.remaining(now) - other.remaining(now));
        return { headers: tightest === undefined ? {} : headersOf(tightest, now) };
    };
}

/** What Auth0 answers when requests come too fast. `waitSeconds` goes into `x-ratelimit-reset` and `retry-after`. */
export function tooManyRequests(clock: Clock, waitSeconds: number): Response {
    const reset = Math.floor(clock.now().getTime() / 1000) + waitSeconds;
    return managementRefusal({ ...rateLimitHeaders(requestsPerSecond, 0, reset), "retry-after": String(waitSeconds) });
}

/** The same of the Authentication API, in OAuth's shape. */
export function tooManyTokens(clock: Clock, waitSeconds: number): Response {
    const reset = Math.floor(clock.now().getTime() / 1000) + waitSeconds;
    return tokenRefusal({ ...rateLimitHeaders(requestsPerSecond, 0, reset), "retry-after": String(waitSeconds) });
}

function rulesFor(rules: readonly RateRule[], { method, path, query }: CountedRequest): readonly RateRule[] {
    const fitting = rules.filter(
        (rule) =>
            (rule.methods === undefined || rule.methods.includes(method)) &&
            rule.path.test(path) &&
            (rule.parameter === undefined || query.has(rule.parameter)),
    );
    const [first] = fitting;
    return first?.alone === true ? [first] : fitting;
}

function refusal({ path }: CountedRequest, bucket: TokenBucket, now: number): Response {
    const headers = {
        ...headersOf(bucket, now),
        "retry-after": String(Math.max(1, Math.ceil(bucket.wait(now) / 1000))),
    };
    return path.startsWith("/api/v2/") ? managementRefusal(headers) : tokenRefusal(headers);
}

/** The reset is when the bucket has a token again, a second at least, or where it has some, when it is full. */
function headersOf(bucket: TokenBucket, now: number): Record<string, string> {
    const remaining = bucket.remaining(now);
    const reset = Math.ceil((now + bucket.wait(now, remaining < 1 ? 1 : bucket.rate.burst)) / 1000);
    return rateLimitHeaders(bucket.rate.burst, remaining, reset);
}

function managementRefusal(headers: Record<string, string>): Response {
    const body = {
        statusCode: 429,
        error: "Too Many Requests",
        message: "Global limit has been reached",
        errorCode: "too_many_requests",
    };
    return Response.json(body, { status: 429, headers });
}

function tokenRefusal(headers: Record<string, string>): Response {
    const body = { error: "too_many_requests", error_description: "Global limit has been reached" };
    return Response.json(body, { status: 429, headers });
}

function rateLimitHeaders(limit: number, remaining: number, reset: number): Record<string, string> {
    return {
        "x-ratelimit-limit": String(limit),
        "x-ratelimit-remaining": String(remaining),
        "x-ratelimit-reset": String(reset),
    };
}
