import { log } from "../logs.ts";
import type { Connection } from "../objects.ts";
import type { Tenant } from "../tenant.ts";
import type { ReturnAddress } from "./authorization-request.ts";

/** Writes into the tenant's log why somebody could not sign in. */
export function logFailedSignIn(
    tenant: Tenant,
    {
        host,
        client,
        connection,
    }: Pick<ReturnAddress, "host" | "client"> & { readonly connection?: Connection | undefined },
    description: string,
): void {
    log(tenant, {
        type: "f",
        description,
        hostname: host,
        client_id: client.client_id,
        connection: connection?.name,
    });
}
