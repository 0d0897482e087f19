import { optional } from "../properties.ts";
import type { FunctionType } from "../resource-type.ts";
import type { Auth0Api } from "./auth0-api.ts";
import { given } from "./given.ts";
import { stateOf } from "./json-body.ts";
import { checkpointed, totals } from "./paging.ts";

const text = optional("string");
const flag = optional("boolean");

/** The grants of a client, for an API, or both. */
export const getClientGrants: FunctionType<Auth0Api> = {
    token: "auth0:index/getClientGrants:getClientGrants",
    inputs: { clientId: text, audience: text, defaultFor: text },
    async invoke({ management }, inputs) {
        const { clientId, audience, defaultFor } = inputs;
        const grants = await checkpointed(management, "client-grants", "client_grants", {
            ...(given(clientId) ? { client_id: clientId } : {}),
            ...(given(audience) ? { audience } : {}),
            ...(given(defaultFor) ? { default_for: defaultFor } : {}),
            ...totals,
        });
        const properties = {
            id: text,
            clientId: text,
            audience: text,
            scopes: optional({ list: "string" }, { json: "scope" }),
            subjectType: text,
            allowAllScopes: flag,
            defaultFor: text,
        } as const;
        return { id: "client_grants_list", ...inputs, clientGrants: grants.map((grant) => stateOf(properties, grant)) };
    },
};
