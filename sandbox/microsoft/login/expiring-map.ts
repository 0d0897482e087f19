import type { Clock } from "../../service/clock.ts";

/** Keeps values for a time and at most so many of them: whatever is not asked for goes away by itself. */
export class ExpiringMap<T> {
    private readonly entries = new Map<string, { readonly value: T; readonly until: number }>();
    private readonly clock: Clock;
    private readonly lifetimeMs: number;
    private readonly limit: number;

    constructor(clock: Clock, lifetimeMs: number, limit: number) {
        this.clock = clock;
        this.lifetimeMs = lifetimeMs;
        this.limit = limit;
    }

    get size(): number {
        return this.entries.size;
    }

    get(key: string): T | undefined {
        const entry = this.entries.get(key);
        return entry !== undefined && entry.until > this.clock.now().getTime() ? entry.value : undefined;
    }

    /** Keeps a value from now on; one kept under the same key before starts anew. */
    set(key: string, value: T): void {
        const now = this.clock.now().getTime();
        this.entries.delete(key);
        this.entries.set(key, { value, until: now + this.lifetimeMs });
        // In the order they were kept, so the first that is still good ends the sweep.
        for (const [oldest, { until }] of this.entries) {
            if (until > now && this.entries.size <= this.limit) break;
            this.entries.delete(oldest);
        }
    }

    delete(key: string): void {
        this.entries.delete(key);
    }
}
