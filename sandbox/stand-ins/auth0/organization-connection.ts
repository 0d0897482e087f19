import { computed, optional, optionalComputed, type Properties, required } from "../properties.ts";
import type { Values } from "../property-values.ts";
import type { ResourceType } from "../resource-type.ts";
import { oneOf } from "../value-checks.ts";
import type { Auth0Api } from "./auth0-api.ts";
import { bodyOf, stateOf } from "./json-body.ts";
import { type Json, segment } from "./management-client.ts";
import { importedPair } from "./pair-id.ts";

const properties: Properties = {
    organizationId: required("string", { json: false }),
    connectionId: required("string", { json: false }),
    assignMembershipOnLogin: optionalComputed("boolean"),
    isSignupEnabled: optionalComputed("boolean"),
    showAsButton: optionalComputed("boolean"),
    isEnabled: optional("boolean", { default: true }),
    organizationAccessLevel: optionalComputed("string", { check: oneOf(["none", "readonly", "limited", "full"]) }),
    organizationConnectionName: computed("string"),
    name: computed("string", { json: false }),
    strategy: computed("string", { json: false }),
};

/**
 * A connection that an organization offers. As in the provider, neither a changed organization nor a changed connection replaces it,
 * and a "not found" is a failure, not a thing that is gone.
 */
export const organizationConnection: ResourceType<Auth0Api> = {
    token: "auth0:index/organizationConnection:OrganizationConnection",
    properties,
    imported: importedPair("organizationId", "connectionId"),

    async create({ newer }, { inputs }, made) {
        const { organizationId, connectionId } = inputs;
        await newer.post(`organizations/${segment(String(organizationId))}/connections`, {
            ...bodyOf(properties, inputs),
            connection_id: connectionId,
        });
        made(`${String(organizationId)}::${String(connectionId)}`);
    },

    async read({ newer }, _id, known) {
        const body = await newer.get(pathOf(known));
        const { name, strategy } = (body["connection"] ?? {}) as Json;
        return {
            state: { ...stateOf(properties, body), name: String(name ?? ""), strategy: String(strategy ?? "") },
        };
    },

    async update({ newer }, _id, { inputs }) {
        await newer.patch(pathOf(inputs), bodyOf(properties, inputs));
    },

    async delete({ newer }, _id, state) {
        await newer.delete(pathOf(state));
    },
};

function pathOf({ organizationId, connectionId }: Values): string {
    return `organizations/${segment(String(organizationId))}/connections/${segment(String(connectionId))}`;
}
