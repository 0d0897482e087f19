import type { Client } from "../objects.ts";
import type { Tenant } from "../tenant.ts";
import type { Upstream } from "./upstream.ts";

/** A request to the token endpoint whose client has been authenticated and may use the grant type. */
export interface GrantRequest {
    readonly tenant: Tenant;

    /** Domain that was asked. */
    readonly host: string;
    readonly client: Client;
    readonly parameters: ReadonlyMap<string, string>;
    readonly upstream: Upstream;
}

/** Answers a request of one grant type with the body of the reply, or throws one of `tokenErrors`. */
export type Grant = (request: GrantRequest) => Promise<object>;
