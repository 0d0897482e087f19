import { computed, required } from "../properties.ts";
import type { Values } from "../property-values.ts";
import type { ResourceType } from "../resource-type.ts";
import { type Auth0Api, orGone } from "./auth0-api.ts";
import { enabledClients, nameAndStrategy, switchClients } from "./connection-clients-list.ts";
import { importedPair } from "./pair-id.ts";

/** One client that a connection is enabled for, beside any others. */
export const connectionClient: ResourceType<Auth0Api> = {
    token: "auth0:index/connectionClient:ConnectionClient",
    properties: {
        connectionId: required("string", { replaces: true }),
        clientId: required("string", { replaces: true }),
        name: computed("string"),
        strategy: computed("string"),
    },
    imported: importedPair("connectionId", "clientId"),

    async create({ management, connectionLock }, { inputs }, made) {
        const { connectionId, clientId } = pair(inputs);
        await connectionLock.hold(connectionId, () =>
            orGone(switchClients(management, connectionId, { on: [clientId] })),
        );
        made(`${connectionId}::${clientId}`);
    },

    async read({ management }, _id, known) {
        const { connectionId, clientId } = pair(known);
        const ids = await enabledClients(management, connectionId);
        if (!ids.includes(clientId)) return undefined;
        const { name, strategy } = await orGone(nameAndStrategy(management, connectionId));
        return { state: { ...known, name: String(name), strategy: String(strategy) } };
    },

    async delete({ management, connectionLock }, _id, state) {
        const { connectionId, clientId } = pair(state);
        await connectionLock.hold(connectionId, () =>
            orGone(switchClients(management, connectionId, { off: [clientId] })),
        );
    },
};

function pair({ connectionId, clientId }: Values): { connectionId: string; clientId: string } {
    return { connectionId: String(connectionId), clientId: String(clientId) };
}
