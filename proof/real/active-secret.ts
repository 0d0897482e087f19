import { z } from "zod";
import type { Management } from "../../clouds/management.ts";
import type { DeployedConnection } from "../deployed.ts";

const connection = z.object({ options: z.object({ client_secret: z.string().optional() }).default({}) });

/** The client secret that Auth0 has of Microsoft, which no output names; undefined where the credentials may not see it. */
export async function activeSecretOf({ id }: DeployedConnection, management: Management): Promise<string | undefined> {
    return connection.optional().parse(await management.find(`connections/${id}`))?.options.client_secret;
}
