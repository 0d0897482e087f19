import { ExpiringMap } from "../../service/expiring-map.ts";
import type { Outbound } from "../../service/outbound.ts";
import type { Tenant } from "../tenant.ts";
import type { AuthorizationCode } from "./authorization-code.ts";
import type { AuthorizationRequest } from "./authorization-request.ts";
import { type Session, Sessions } from "./sessions.ts";
import { Transactions } from "./transactions.ts";
import { Upstream } from "./upstream.ts";

const minute = 60 * 1000;

/** A request that goes on when the browser comes back: signed in, or with an error for the app. */
export type Resumption = { readonly request: AuthorizationRequest } & (
    | { readonly cookie: string; readonly session: Session }
    | { readonly error: string; readonly description: string }
);

/** A person who is asked whether an app may act for them. */
export interface PendingConsent {
    readonly request: AuthorizationRequest;
    readonly session: Session;
}

/** What the endpoints that browsers and apps ask have in common: one for each running service. */
export interface Authentication {
    readonly tenant: Tenant;
    readonly upstream: Upstream;
    readonly transactions: Transactions;
    readonly sessions: Sessions;

    /** Requests whose browser shows the login page, by `state`. */
    readonly logins: ExpiringMap<AuthorizationRequest>;

    /** Requests whose browser is on its way back, by `state`. */
    readonly resumptions: ExpiringMap<Resumption>;

    /** Requests whose browser shows the consent page, by `state`. */
    readonly consents: ExpiringMap<PendingConsent>;

    /** What people have consented to: scopes, by user, client and API. */
    readonly consented: Map<string, ReadonlySet<string>>;

    /** By the code itself. */
    readonly codes: ExpiringMap<AuthorizationCode>;
}

export function authenticationOf(tenant: Tenant, outbound: Outbound): Authentication {
    const { clock } = tenant;
    return {
        tenant,
        upstream: new Upstream(tenant, outbound),
        transactions: new Transactions(clock),
        sessions: new Sessions(clock),
        logins: new ExpiringMap(clock, 10 * minute),
        resumptions: new ExpiringMap(clock, minute),
        consents: new ExpiringMap(clock, 10 * minute),
        consented: new Map(),
        codes: new ExpiringMap(clock, 10 * minute),
    };
}
