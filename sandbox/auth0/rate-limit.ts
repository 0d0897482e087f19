import type { Clock } from "../service/clock.ts";

const requestsPerSecond = 1000;

/** Counts requests per second for Auth0's rate-limit headers. It never refuses: 429 is a fault that a test adds. */
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
        return rateLimitHeaders(Math.max(requestsPerSecond - this.used, 1), second + 1);
    }
}

/** What Auth0 answers when requests come too fast, for the faults of a test. `waitSeconds` goes into `x-ratelimit-reset`. */
export function tooManyRequests(clock: Clock, waitSeconds: number): Response {
    const reset = Math.floor(clock.now().getTime() / 1000) + waitSeconds;
    return Response.json(
        {
            statusCode: 429,
            error: "Too Many Requests",
            message: "Global limit has been reached",
            errorCode: "too_many_requests",
        },
        { status: 429, headers: rateLimitHeaders(0, reset) },
    );
}

function rateLimitHeaders(remaining: number, reset: number): Record<string, string> {
    return {
        "x-ratelimit-limit": String(requestsPerSecond),
        "x-ratelimit-remaining": String(remaining),
        "x-ratelimit-reset": String(reset),
    };
}
