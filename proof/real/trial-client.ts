import { z } from "zod";
import { connectedAccountsScopes } from "../../catalogue/auth0.ts";
import type { Management } from "../../clouds/management.ts";
import type { Deployed, DeployedConnection } from "../deployed.ts";
import { tokenVaultClient, tokenVaultRefreshToken } from "../operator/token-vault-client.ts";
import { CannotProve } from "./cannot-prove.ts";

const created = z.object({ client_id: z.string(), client_secret: z.string() });
const createdGrant = z.object({ id: z.string() });
const metadata = z.record(z.string(), z.string()).default({});
const clients = z.array(z.object({ client_id: z.string(), name: z.string(), client_metadata: metadata }));

/** Management API scopes that a temporary client needs, from making to removing; sorted. */
export const trialClientScopes = [
    "create:client_grants",
    "create:clients",
    "delete:client_grants",
    "delete:clients",
    "read:client_grants",
    "read:client_keys",
    "read:clients",
    "update:clients",
    "update:connections",
] as const;

/** Name of the client that a proof makes; a run that died is found again by it. */
export function trialClientName(stack: string): string {
    return `Proof of ${stack}, temporary`;
}

/** What a temporary client's metadata says of the run that made it, for the next run if that one dies. */
export interface TrialNotes {
    readonly stack: string;
    readonly started: string;

    /** The user who signed in. */
    readonly user?: string;

    /** Ids of accounts that the run connected, in one text. */
    readonly accounts?: string;
}

export interface TrialClient {
    readonly clientId: string;
    readonly clientSecret: string;
}

/** What credentials lack for a temporary client. */
export function missingScopes(scopes: readonly string[]): string[] {
    return trialClientScopes.filter((scope) => !scopes.includes(scope));
}

/** Refuses before anything is made, with all that is missing. */
export function checkScopes(scopes: readonly string[]): void {
    const missing = missingScopes(scopes);
    if (missing.length === 0) return;
    throw new CannotProve(
        `A temporary client is needed, and the Auth0 credentials lack ${missing.join(", ")}. Grant them under Applications > APIs > Auth0 Management API, or choose a web client with a callback on http://localhost:<port>: --client KEY.`,
    );
}

/** Makes the client, and after it all that it needs; what was made is removed again where that fails. */
export async function makeTrialClient(
    deployed: Deployed,
    connections: readonly DeployedConnection[],
    callback: string,
    notes: TrialNotes,
    management: Management,
): Promise<TrialClient> {
    const { client_id: clientId, client_secret: clientSecret } = created.parse(
        await management.call("POST", "clients", {
            name: trialClientName(deployed.stack),
            description: "Made by npm run prove, and removed at its end. The next run removes it, too.",
            ...tokenVaultClient(callback),
            ...tokenVaultRefreshToken(deployed.domain),
            client_metadata: { ...notes },
        }),
    );
    try {
        await management.call("POST", "client-grants", {
            client_id: clientId,
            audience: myAccountOf(deployed),
            scope: [...connectedAccountsScopes],
            subject_type: "user",
        });
        for (const { id } of connections) await enable(management, id, clientId, true);
    } catch (error) {
        await removeTrialClient(deployed, clientId, management);
        throw error;
    }
    return { clientId, clientSecret };
}

/** Writes down what a run leaves in case that it dies. */
export async function note(clientId: string, notes: TrialNotes, management: Management): Promise<void> {
    await management.call("PATCH", `clients/${clientId}`, { client_metadata: { ...notes } });
}

/** Removes the client with its grant and its enabling; none of them has to be there. */
export async function removeTrialClient(deployed: Deployed, clientId: string, management: Management): Promise<void> {
    for (const { id } of deployed.connections) await enable(management, id, clientId, false);
    const grants = z
        .array(createdGrant)
        .parse(await management.call("GET", `client-grants?client_id=${encodeURIComponent(clientId)}`));
    for (const { id } of grants) await management.call("DELETE", `client-grants/${id}`);
    await management.call("DELETE", `clients/${clientId}`);
}

/** Removes the clients of runs that died. @returns what they wrote down */
export async function removeLeftClients(deployed: Deployed, management: Management): Promise<TrialNotes[]> {
    const left: TrialNotes[] = [];
    for (const { client_id, client_metadata } of await trialClients(deployed.stack, management)) {
        await removeTrialClient(deployed, client_id, management);
        left.push({ stack: deployed.stack, started: "", ...client_metadata });
    }
    return left;
}

/** Both the name and the mark: a client that a person called so is none. */
async function trialClients(stack: string, management: Management): Promise<z.infer<typeof clients>> {
    const found: z.infer<typeof clients> = [];
    const size = 100;
    for (let page = 0; ; page += 1) {
        const fields = "fields=client_id,name,client_metadata";
        const listed = clients.parse(await management.call("GET", `clients?per_page=${size}&page=${page}&${fields}`));
        found.push(
            ...listed.filter(
                ({ name, client_metadata: mark }) => name === trialClientName(stack) && mark["stack"] === stack,
            ),
        );
        if (listed.length < size) return found;
    }
}

async function enable(management: Management, connection: string, clientId: string, status: boolean): Promise<void> {
    await management.call("PATCH", `connections/${connection}/clients`, [{ client_id: clientId, status }]);
}

function myAccountOf({ domain }: Deployed): string {
    return `https://${domain}/me/`;
}
