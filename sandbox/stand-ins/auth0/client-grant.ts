import { computed, optional, optionalComputed, type Properties, required } from "../properties.ts";
import type { ResourceType } from "../resource-type.ts";
import { listOf } from "../same-value.ts";
import { notEmpty, oneOf } from "../value-checks.ts";
import { type Auth0Api, orGone } from "./auth0-api.ts";
import { bodyOf, stateOf } from "./json-body.ts";
import { type Json, segment } from "./management-client.ts";

const properties: Properties = {
    audience: required("string", { replaces: true }),
    clientId: optional("string", { replaces: true }),
    subjectType: optionalComputed("string", { replaces: true, check: oneOf(["client", "user"]) }),
    scopes: optional({ list: "string" }, { json: "scope", check: notEmpty }),
    allowAllScopes: optional("boolean"),
    allowAnyOrganization: optional("boolean"),
    organizationUsage: optional("string", { check: oneOf(["allow", "deny", "require"]) }),
    authorizationDetailsTypes: optional({ list: "string" }),
    isSystem: computed("boolean"),
};

/** What a client may ask of an API, for itself or for its users. */
export const clientGrant: ResourceType<Auth0Api> = {
    token: "auth0:index/clientGrant:ClientGrant",
    properties,
    imported: () => ({}),

    problem({ inputs }) {
        const { clientId, scopes, allowAllScopes } = inputs;
        if (clientId === undefined) return 'Missing required argument. "clientId" must be specified';
        if (allowAllScopes === true && listOf(scopes).length > 0)
            return "`scopes` cannot be provided when `allow_all_scopes` is set to `true`";
        if (allowAllScopes !== true && scopes === undefined)
            return "either `scopes` must be provided or `allow_all_scopes` must be set to `true`";
        return undefined;
    },

    async create({ management }, { inputs }, made) {
        const found = await management.get("client-grants", {
            audience: String(inputs["audience"]),
            client_id: String(inputs["clientId"]),
            include_totals: "true",
            per_page: "50",
        });
        const subject = subjectType(inputs["subjectType"]);
        const same = ((found["client_grants"] ?? []) as Json[]).find(
            (grant) => subjectType(grant["subject_type"]) === subject,
        );
        // A grant that is there already is taken as it is: its scopes stay until the next update.
        const { id } = same ?? (await management.post("client-grants", bodyOf(properties, inputs)));
        made(String(id));
    },

    async read({ management }, id) {
        const body = await orGone(management.get(`client-grants/${segment(id)}`));
        const { scopes, ...state } = stateOf(properties, body);
        return { state: state["allowAllScopes"] === true ? state : { ...state, scopes } };
    },

    async update({ management }, id, { inputs, changed }) {
        const path = `client-grants/${segment(id)}`;
        if (changed("allowAllScopes") && inputs["allowAllScopes"] !== true)
            await orGone(management.patch(path, { allow_all_scopes: false, scope: [] }));
        const { clientId, audience, subjectType: _, ...rest } = inputs;
        const body = bodyOf(properties, Object.fromEntries(Object.entries(rest).filter(([name]) => changed(name))));
        if (Object.keys(body).length > 0) await orGone(management.patch(path, body));
    },

    async delete({ management }, id) {
        await orGone(management.delete(`client-grants/${segment(id)}`));
    },
};

function subjectType(given: unknown): string {
    return given === undefined || given === null || given === "" ? "client" : String(given);
}
