import type { Clock } from "../service/clock.ts";
import type { Tenant } from "./tenant.ts";

/** Types of the events that the sandbox logs, in Auth0's abbreviations (Auth0, "Log event type codes"). */
export const logTypes = {
    s: "Successful Login",
    f: "Failed Login",
    slo: "User successfully logged out",
    seacft: "Successful exchange of authorization code for Access Token",
    feacft: "Failed exchange of Authorization Code for Access Token",
    sertft: "Successful exchange of Refresh Token for Access Token",
    fertft: "Failed exchange of Refresh Token for Access Token",
    seccft: "Successful exchange of Access Token for a Client Credentials Grant",
    feccft: "Failed exchange of Access Token for a Client Credentials Grant",
    seta: "Successful token exchange at Token Vault",
    feta: "Failed token exchange at Token Vault",
    connected_accounts_connection_succeeded: "User successfully connected a third-party account",
    connected_accounts_connection_failed: "User failed to connect a third-party account",
    connected_accounts_delete_succeeded: "User successfully deleted a connected third-party account",
    connected_accounts_delete_failed: "User failed to delete a connected third-party account",
} as const;

export type LogType = keyof typeof logTypes;

/** What happened, as its place in the sandbox tells it. */
export interface LogEvent {
    readonly type: LogType;

    /** What was wrong, or what went well. @default the sentence of the type */
    readonly description?: string | undefined;
    readonly hostname?: string | undefined;
    readonly client_id?: string | undefined;
    readonly user_id?: string | undefined;

    /** Name of the connection. */
    readonly connection?: string | undefined;
    readonly audience?: string | undefined;
    readonly scope?: string | undefined;

    /** Never a token or a secret. */
    readonly details?: Readonly<Record<string, unknown>> | undefined;
}

/** An event with its time, and its place in the log. */
export interface LoggedEvent extends LogEvent {
    readonly at: number;
    readonly sequence: number;
}

const kept = 500;

/** The tenant's log: the last 500 events. */
export class TenantLogs {
    private readonly events: LoggedEvent[] = [];
    private readonly clock: Clock;
    private sequence = 0;

    constructor(clock: Clock) {
        this.clock = clock;
    }

    add(event: LogEvent): void {
        this.sequence += 1;
        this.events.push({ ...event, at: this.clock.now().getTime(), sequence: this.sequence });
        if (this.events.length > kept) this.events.shift();
    }

    /** The oldest first. */
    get all(): readonly LoggedEvent[] {
        return this.events;
    }
}

/** Writes an event into the tenant's log, where operators look (GET /api/v2/logs). */
export function log(tenant: Tenant, event: LogEvent): void {
    tenant.logs.add(event);
}
