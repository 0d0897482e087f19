import { randomBytes } from "node:crypto";
import type { Clock } from "../../service/clock.ts";
import { ExpiringMap } from "../../service/expiring-map.ts";
import type { UpstreamTokens } from "./upstream.ts";

/** What waits for a browser to come back from Microsoft: a sign-in, or the connecting of an account. */
export interface Transaction {
    readonly connectionId: string;

    /** Domain that sent the browser away; it has to come back there. */
    readonly host: string;

    /** Kept by Microsoft's id token. */
    readonly nonce: string;

    /** @returns the URL to send the browser to */
    finish(tokens: UpstreamTokens): Promise<string>;

    /** @returns the URL to send the browser to, with Microsoft's error or the service's own */
    fail(error: string, description: string): string;
}

const tenMinutes = 10 * 60 * 1000;

/** The transactions under way, by the `state` that Microsoft gives back. */
export class Transactions {
    private readonly waiting: ExpiringMap<Transaction>;

    constructor(clock: Clock) {
        this.waiting = new ExpiringMap(clock, tenMinutes);
    }

    /** @returns the `state` for Microsoft */
    begin(transaction: Transaction): string {
        const state = randomBytes(24).toString("base64url");
        this.waiting.set(state, transaction);
        return state;
    }

    /** The transaction of a `state`, once. */
    take(state: string): Transaction | undefined {
        return this.waiting.take(state);
    }
}
