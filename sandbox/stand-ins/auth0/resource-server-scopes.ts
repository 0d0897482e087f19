import { optional, type Properties, required } from "../properties.ts";
import { ProviderError } from "../provider-error.ts";
import type { ResourceType } from "../resource-type.ts";
import { type Auth0Api, orGone } from "./auth0-api.ts";
import { bodyOf, stateOf } from "./json-body.ts";
import { type Json, segment } from "./management-client.ts";

const scope: Properties = { name: required("string", { json: "value" }), description: optional("string") };

const properties: Properties = {
    resourceServerIdentifier: required("string", { replaces: true, json: "identifier" }),
    scopes: required({ set: { object: scope } }),
};

/** All scopes of an API. */
export const resourceServerScopes: ResourceType<Auth0Api> = {
    token: "auth0:index/resourceServerScopes:ResourceServerScopes",
    properties,
    imported: () => ({}),

    async create({ management }, { inputs }, made) {
        const identifier = String(inputs["resourceServerIdentifier"]);
        const path = `resource-servers/${segment(identifier)}`;
        const { scopes } = bodyOf(properties, inputs);
        const found = ((await management.get(path))["scopes"] ?? []) as Json[];
        if (found.length > 0 && names(found) !== names(scopes as Json[]))
            throw new ProviderError(refusal(identifier, found));
        await management.patch(path, { scopes });
        made(identifier);
    },

    async read({ management }, id) {
        const body = await orGone(management.get(`resource-servers/${segment(id)}`));
        return { state: stateOf(properties, body) };
    },

    async update({ management }, _id, { inputs }) {
        const { identifier, scopes } = bodyOf(properties, inputs);
        await orGone(management.patch(`resource-servers/${segment(String(identifier))}`, { scopes }));
    },

    async delete({ management }, id) {
        await orGone(management.patch(`resource-servers/${segment(id)}`, { scopes: [] }));
    },
};

function names(scopes: readonly Json[]): string {
    return JSON.stringify(scopes.map(({ value, description }) => [value, description ?? ""]));
}

function refusal(identifier: string, found: readonly Json[]): string {
    const list = found.map(({ value }) => String(value)).join(", ");
    return `Resource Server with non empty scopes: it has ${list}. The resource server already has scopes attached to it. Import the resource instead in order to proceed with the changes, with the id ${identifier}.`;
}
