import { randomBytes } from "node:crypto";
import type { Clock } from "../../service/clock.ts";
import { ExpiringMap } from "../../service/expiring-map.ts";

const day = 24 * 60 * 60 * 1000;

/** Who is signed in at Microsoft in which browser, by the value of its cookie. A browser can hold several accounts. */
export class Sessions {
    private readonly accounts: ExpiringMap<readonly string[]>;

    constructor(clock: Clock) {
        this.accounts = new ExpiringMap(clock, day, 10_000);
    }

    /** Object ids of the accounts that are signed in, the last one last. */
    accountsOf(cookie: string | undefined): readonly string[] {
        return cookie === undefined ? [] : (this.accounts.get(cookie) ?? []);
    }

    /** Signs an account in beside those that are there. @returns the value of the browser's cookie from now on */
    signIn(cookie: string | undefined, accountId: string): string {
        const others = this.accountsOf(cookie).filter((id) => id !== accountId);
        if (cookie !== undefined) this.accounts.delete(cookie);
        const next = randomBytes(24).toString("base64url");
        this.accounts.set(next, [...others, accountId]);
        return next;
    }

    signOut(cookie: string | undefined): void {
        if (cookie !== undefined) this.accounts.delete(cookie);
    }
}
