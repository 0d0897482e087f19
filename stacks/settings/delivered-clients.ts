import { type DeliverableClient, type DeliveredValue, deliveredValues } from "../../infra/client-delivery.ts";
import { type Draft, usable, usableEntries } from "./draft.ts";
import type { ClientSettings, Settings } from "./settings.ts";

/** What goes into the key vault of each client, by the clients' keys. Of an application that is declared elsewhere, nothing does. */
export function deliveredClients({ clients, connections }: Draft<Settings>): Record<string, DeliveredValue[]> {
    const names = new Map(
        usableEntries(connections).flatMap(([key, { name, tokenVault }]) =>
            name === undefined || tokenVault !== true ? [] : [[key, name] as const],
        ),
    );
    return Object.fromEntries(
        usableEntries(clients).flatMap(([key, client]) => {
            const deliverable = deliverableClient(key, client, names);
            return deliverable === undefined ? [] : [[key, deliveredValues(deliverable)]];
        }),
    );
}

function deliverableClient(
    key: string,
    client: Draft<ClientSettings>,
    names: ReadonlyMap<string, string>,
): DeliverableClient | undefined {
    if (client.kind !== "web" && client.kind !== "spa") return undefined;
    return {
        key,
        kind: client.kind,
        hasSecret: client.kind !== "web" || client.authentication !== "private_key_jwt",
        connections: usable(client.connections).flatMap(([, connection]) => names.get(connection) ?? []),
    };
}
