import { randomBytes, randomUUID } from "node:crypto";
import type { Clock } from "../../service/clock.ts";
import { ExpiringMap } from "../../service/expiring-map.ts";
import type { UpstreamTokens } from "../authentication/upstream.ts";
import type { ConnectedAccount } from "../people.ts";

/** Seconds that a ticket, and afterwards a connect code, is good for. */
export const ticketLifetime = 300;

/** An app's request to connect an account, from the ticket to the completion. */
export interface ConnectRequest {
    readonly authSession: string;
    readonly host: string;
    readonly userId: string;
    readonly clientId: string;
    readonly connectionId: string;
    readonly redirectUri: string;
    readonly state: string | undefined;
    readonly codeChallenge: string | undefined;

    /** Scopes that Microsoft is asked for. */
    readonly scopes: readonly string[];
    readonly authorizationParams: ReadonlyMap<string, string>;
}

/** An account that came back from Microsoft and waits for the app to complete the request. */
export interface ConnectResult {
    readonly request: ConnectRequest;
    readonly tokens: UpstreamTokens;

    /** Undefined where Microsoft named none and the connection allows that. */
    readonly account: ConnectedAccount["upstream"] | undefined;
}

/** Requests to connect accounts that are under way. */
export class ConnectRequests {
    private readonly tickets: ExpiringMap<ConnectRequest>;
    private readonly codes: ExpiringMap<ConnectResult>;

    constructor(clock: Clock) {
        this.tickets = new ExpiringMap(clock, ticketLifetime * 1000);
        this.codes = new ExpiringMap(clock, ticketLifetime * 1000);
    }

    /** @returns the request with its new session, and the ticket for the browser */
    begin(request: Omit<ConnectRequest, "authSession">): { authSession: string; ticket: string } {
        const authSession = randomBytes(48).toString("base64url");
        const ticket = randomUUID();
        this.tickets.set(ticket, { ...request, authSession });
        return { authSession, ticket };
    }

    /** The request of a ticket, once. */
    redeemTicket(ticket: string): ConnectRequest | undefined {
        return this.tickets.take(ticket);
    }

    /** @returns the connect code */
    keep(result: ConnectResult): string {
        const code = randomBytes(32).toString("base64url");
        this.codes.set(code, result);
        return code;
    }

    /** The result of a connect code, once. */
    redeemCode(code: string): ConnectResult | undefined {
        return this.codes.take(code);
    }
}
