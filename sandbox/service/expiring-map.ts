import type { Clock } from "./clock.ts";

/** A map whose entries end after a time of the service's clock, and which never holds more than so many: the oldest go first. */
export class ExpiringMap<Value> {
    private readonly entries = new Map<string, { readonly value: Value; readonly endsAt: number }>();
    private readonly clock: Clock;
    private readonly lifetimeMs: number;
    private readonly limit: number;

    constructor(clock: Clock, lifetimeMs: number, limit = 10_000) {
        this.clock = clock;
        this.lifetimeMs = lifetimeMs;
        this.limit = limit;
    }

    set(key: string, value: Value): void {
        this.entries.delete(key);
        this.entries.set(key, { value, endsAt: this.clock.now().getTime() + this.lifetimeMs });
        this.sweep();
    }

    get(key: string): Value | undefined {
        const entry = this.entries.get(key);
        return entry === undefined || entry.endsAt <= this.clock.now().getTime() ? undefined : entry.value;
    }

    /** The value, which nobody gets again. */
    take(key: string): Value | undefined {
        const value = this.get(key);
        this.entries.delete(key);
        return value;
    }

    delete(key: string): void {
        this.entries.delete(key);
    }

    get size(): number {
        this.sweep();
        return this.entries.size;
    }

    /** Entries are in the order of their ends: all live equally long, and setting one again puts it last. */
    private sweep(): void {
        const now = this.clock.now().getTime();
        for (const [key, { endsAt }] of this.entries) {
            if (endsAt > now && this.entries.size <= this.limit) return;
            this.entries.delete(key);
        }
    }
}
