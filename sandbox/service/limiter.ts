/** A request as a limiter counts it. */
export interface CountedRequest {
    readonly method: string;

    /** Path without its query. */
    readonly path: string;
    readonly query: URLSearchParams;
}

/** What a limiter says of a request. */
export interface Verdict {
    /** Answered in place of the service's own. @default the request is let through */
    readonly refusal?: Response;

    /** Go with the service's own answer. */
    readonly headers: Readonly<Record<string, string>>;
}

/** Lets so many requests of a service through and refuses the others, as its vendor publishes. */
export type Limiter = (request: CountedRequest) => Verdict;

/** How many requests are let through. */
export interface Rate {
    /** Requests at once, where none came before. */
    readonly burst: number;

    /** Requests that are allowed again in each interval. */
    readonly sustained: number;

    /** Interval in seconds. */
    readonly perSeconds: number;
}

/** A bucket of tokens: every request takes its cost, and they come back evenly. */
export class TokenBucket {
    readonly rate: Rate;
    private tokens: number;
    private at: number;

    /** @param now in milliseconds */
    constructor(rate: Rate, now: number) {
        this.rate = rate;
        this.tokens = rate.burst;
        this.at = now;
    }

    /** Takes what a request costs; takes nothing and says no where there is too little. */
    take(now: number, cost = 1): boolean {
        this.refill(now);
        if (this.tokens < cost) return false;
        this.tokens -= cost;
        return true;
    }

    /** Whole tokens that are left. */
    remaining(now: number): number {
        this.refill(now);
        return Math.floor(this.tokens);
    }

    /** Milliseconds until a number of tokens is there. */
    wait(now: number, tokens = 1): number {
        this.refill(now);
        return Math.max(0, Math.ceil((tokens - this.tokens) * this.msPerToken));
    }

    private get msPerToken(): number {
        return (this.rate.perSeconds * 1000) / this.rate.sustained;
    }

    private refill(now: number): void {
        // The services' clock can be set back: what was taken stays taken.
        if (now > this.at) this.tokens = Math.min(this.rate.burst, this.tokens + (now - this.at) / this.msPerToken);
        this.at = now;
    }
}
