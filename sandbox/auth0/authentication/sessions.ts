import { randomBytes } from "node:crypto";
import type { Clock } from "../../service/clock.ts";
import { ExpiringMap } from "../../service/expiring-map.ts";

const hour = 60 * 60 * 1000;

/** Auth0's defaults of a tenant: `idle_session_lifetime` and `session_lifetime`. */
export const sessionLifetime = { idleMs: 72 * hour, absoluteMs: 168 * hour } as const;

/** Somebody signed in at one domain in one browser. */
export interface Session {
    /** `sid` of id tokens. */
    readonly id: string;
    readonly userId: string;

    /** Name of the connection. */
    readonly connection: string;

    /** Domain whose cookie it is. */
    readonly host: string;

    /** Milliseconds of the tenant's clock. */
    readonly authenticatedAt: number;
}

/** The sessions of all browsers, by the value of their cookie. */
export class Sessions {
    private readonly sessions: ExpiringMap<Session>;
    private readonly clock: Clock;

    constructor(clock: Clock) {
        this.clock = clock;
        this.sessions = new ExpiringMap(clock, sessionLifetime.idleMs);
    }

    /** @returns the cookie's value, and the session */
    begin(session: Omit<Session, "id" | "authenticatedAt">): { readonly cookie: string; readonly session: Session } {
        const cookie = randomBytes(33).toString("base64url");
        const begun = {
            ...session,
            id: randomBytes(24).toString("base64url"),
            authenticatedAt: this.clock.now().getTime(),
        };
        this.sessions.set(cookie, begun);
        return { cookie, session: begun };
    }

    /** The session of a cookie on the domain that gave it; using it keeps it from idling out. */
    of(cookie: string | undefined, host: string): Session | undefined {
        const session = this.sessions.get(cookie ?? "");
        if (cookie === undefined || session === undefined || session.host !== host) return undefined;
        if (this.clock.now().getTime() - session.authenticatedAt >= sessionLifetime.absoluteMs) {
            this.sessions.delete(cookie);
            return undefined;
        }
        this.sessions.set(cookie, session);
        return session;
    }

    end(cookie: string | undefined): void {
        if (cookie !== undefined) this.sessions.delete(cookie);
    }
}
