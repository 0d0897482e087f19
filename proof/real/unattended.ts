import { slotsAreAtMicrosoft } from "../claims/secret-slots.ts";
import type { Deployed, DeployedConnection } from "../deployed.ts";
import type { Ledger } from "../ledger.ts";
import {
    claimsOfFirstClient,
    claimsOfSandbox,
    claimsWithAPerson,
    connectionClaimsOfSandbox,
    listUntried,
    needsAPerson,
    onlyInSandbox,
} from "./person-claims.ts";
import { noDirectory, type RealTenants } from "./real-tenants.ts";
import { acceptsSecret, leadsToMicrosoft, refusesMadeUpToken } from "./unattended-claims.ts";

/** What needs no person; nothing is made or changed, and what could not be tried is listed. */
export async function proveUnattended(deployed: Deployed, tenants: RealTenants, ledger: Ledger): Promise<void> {
    for (const connection of deployed.connections) await tryConnection(deployed, connection, tenants, ledger);
}

async function tryConnection(
    deployed: Deployed,
    connection: DeployedConnection,
    { client: chosen, directory, management }: RealTenants,
    ledger: Ledger,
): Promise<void> {
    const group = ledger.group(connection.name);
    await acceptsSecret(deployed, connection, management, group);
    if (directory === undefined) {
        group.untried(`every client secret of ${connection.name} is valid until its declared end`, noDirectory);
    } else {
        await slotsAreAtMicrosoft(connection, directory, new Date(), group);
    }
    listUntried(group, connectionClaimsOfSandbox(connection), onlyInSandbox(deployed));
    const linked = deployed.clients.filter(({ connections }) => connections.includes(connection.name));
    for (const client of linked.filter(({ key }) => chosen === undefined || key === chosen)) {
        const own = ledger.group(`${client.key} on ${connection.name}`);
        await leadsToMicrosoft(deployed, client, connection, own);
        await refusesMadeUpToken(deployed, client, connection, own);
        if (client.kind === "existing") {
            own.untried(`${client.key} signs users in`, "its secret is another team's: only they can act as it");
            continue;
        }
        const scopes = client.connectScopes[connection.name] ?? [];
        listUntried(own, claimsWithAPerson(deployed, client, connection, scopes), needsAPerson(deployed));
        listUntried(own, claimsOfSandbox(deployed, client, connection), onlyInSandbox(deployed));
        if (client !== linked.find(({ kind }) => kind !== "existing")) continue;
        listUntried(own, claimsOfFirstClient(client, connection), onlyInSandbox(deployed));
    }
}
