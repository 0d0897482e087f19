import type { GraphDirectory } from "../../clouds/graph-directory.ts";
import type { Management } from "../../clouds/management.ts";

/** The two tenants that a stack is deployed to, as its operator sees them. */
export interface RealTenants {
    readonly management: Management;

    /** Scopes that the Management API's credentials have. */
    readonly scopes: readonly string[];

    /** Undefined where the environment holds no credentials for it. */
    readonly directory: GraphDirectory | undefined;

    /** Key of the client to prove, where one was chosen. */
    readonly client: string | undefined;
}

/** Why what is at Microsoft's directory was not looked at. */
export const noDirectory =
    "the environment holds no credentials of the Microsoft directory: set ARM_CLIENT_ID, ARM_CLIENT_SECRET and ARM_TENANT_ID";
