import { type DeliveredValue, deliveredValues } from "../../infra/client-delivery.ts";
import { type Draft, usableEntries } from "./draft.ts";
import type { Settings } from "./settings.ts";

/** What goes into the key vault of each client, by the clients' keys. Of an application that is declared elsewhere, nothing does. */
export function deliveredClients({ clients }: Draft<Settings>): Record<string, DeliveredValue[]> {
    return Object.fromEntries(
        usableEntries(clients).flatMap(([key, client]) => {
            if (client.kind !== "web" && client.kind !== "spa") return [];
            const hasSecret = client.kind !== "web" || client.authentication !== "private_key_jwt";
            return [[key, deliveredValues({ key, kind: client.kind, hasSecret })]];
        }),
    );
}
