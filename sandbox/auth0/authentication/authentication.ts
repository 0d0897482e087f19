import type { Outbound } from "../../service/outbound.ts";
import type { Tenant } from "../tenant.ts";
import { Transactions } from "./transactions.ts";
import { Upstream } from "./upstream.ts";

/** What the endpoints that browsers and apps ask have in common: one for each running service. */
export interface Authentication {
    readonly tenant: Tenant;
    readonly upstream: Upstream;
    readonly transactions: Transactions;
}

export function authenticationOf(tenant: Tenant, outbound: Outbound): Authentication {
    return { tenant, upstream: new Upstream(tenant, outbound), transactions: new Transactions(tenant.clock) };
}
