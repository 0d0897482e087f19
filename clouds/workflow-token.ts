import { z } from "zod";
import { bearer as authorization } from "./bearer.ts";
import { Refusal } from "./refusal.ts";

/** Where a workflow of GitHub gets tokens about itself (GitHub, "OpenID Connect reference"). */
export interface TokenRequestAccess {
    /** `ACTIONS_ID_TOKEN_REQUEST_URL` */
    readonly url: string;

    /** `ACTIONS_ID_TOKEN_REQUEST_TOKEN` */
    readonly bearer: string;
}

/** Audience that Microsoft asks of every federated token (Microsoft Entra, "Workload identity federation"). */
const audience = "api://AzureADTokenExchange";

const reply = z.object({ value: z.string() });

/** A token that says which workflow runs, for Microsoft's login. @throws `Refusal` where the workflow may not have one */
export async function workflowToken({ bearer, url }: TokenRequestAccess): Promise<string> {
    const address = new URL(url);
    address.searchParams.set("audience", audience);
    const response = await fetch(address, {
        headers: { accept: "application/json", authorization: authorization(bearer) },
    });
    const { data } = reply.safeParse(await response.json().catch(() => undefined));
    if (response.ok && data !== undefined) return data.value;
    throw new Refusal(address.host, response.status, "no_id_token", "no token about this workflow was given out");
}
