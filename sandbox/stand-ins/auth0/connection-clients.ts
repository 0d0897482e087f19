import { computed, required } from "../properties.ts";
import type { Value } from "../property-values.ts";
import { ProviderError } from "../provider-error.ts";
import type { ResourceType } from "../resource-type.ts";
import { listOf } from "../same-value.ts";
import { type Auth0Api, orGone } from "./auth0-api.ts";
import { enabledClients, nameAndStrategy, switchClients } from "./connection-clients-list.ts";

/** All clients that a connection is enabled for, and no others. */
export const connectionClients: ResourceType<Auth0Api> = {
    token: "auth0:index/connectionClients:ConnectionClients",
    properties: {
        connectionId: required("string", { replaces: true }),
        enabledClients: required({ set: "string" }),
        name: computed("string"),
        strategy: computed("string"),
    },
    imported: () => ({}),

    async create({ management }, { inputs }, made) {
        const id = String(inputs["connectionId"]);
        const wanted = ids(inputs["enabledClients"]).sort();
        const found = await enabledClients(management, id);
        // The provider compares in order, so the same clients in another order are refused as well.
        if (found.length > 0 && found.join() !== wanted.join()) throw new ProviderError(refusal(id, found));
        if (wanted.length > 0) await orGone(switchClients(management, id, { on: wanted }));
        made(id);
    },

    async read({ management }, id) {
        const found = await enabledClients(management, id);
        const { name, strategy } = await orGone(nameAndStrategy(management, id));
        return {
            state: { connectionId: id, enabledClients: found, name: String(name), strategy: String(strategy) },
        };
    },

    async update({ management }, id, { planned, prior }) {
        const [before, after] = [ids(prior?.["enabledClients"]), ids(planned["enabledClients"])];
        await switchClients(management, id, {
            on: after.filter((client) => !before.includes(client)),
            off: before.filter((client) => !after.includes(client)),
        });
    },

    async delete({ management }, id, state) {
        const off = ids(state["enabledClients"]);
        if (off.length > 0) await orGone(switchClients(management, id, { off }));
    },
};

function ids(value: Value | undefined): string[] {
    return listOf(value).map(String);
}

function refusal(connectionId: string, found: readonly string[]): string {
    return `Connection with non empty enabled clients: it has ${found.join(", ")}. The connection already has enabled clients attached to it. Import the resource instead in order to proceed with the changes, with the id ${connectionId}.`;
}
