import { optional } from "../properties.ts";
import type { FunctionType } from "../resource-type.ts";
import type { Auth0Api } from "./auth0-api.ts";
import { functionResult } from "./function-result.ts";
import { given } from "./given.ts";
import { stateOf } from "./json-body.ts";
import { type Json, segment } from "./management-client.ts";
import { resourceServerProperties } from "./resource-server.ts";

const text = optional("string");

/** An API by its id or its identifier. */
export const getResourceServer: FunctionType<Auth0Api> = {
    token: "auth0:index/getResourceServer:getResourceServer",
    inputs: { identifier: text, resourceServerId: text },
    async invoke({ management }, { identifier, resourceServerId }) {
        // The provider escapes an identifier twice.
        const name = given(resourceServerId) ? String(resourceServerId) : segment(String(identifier ?? ""));
        const body = await management.get(`resource-servers/${segment(name)}`);
        const scope = { name: optional("string", { json: "value" }), description: text } as const;
        return {
            id: String(body["id"]),
            ...functionResult(resourceServerProperties, stateOf(resourceServerProperties, body)),
            ...(resourceServerId === undefined ? {} : { resourceServerId }),
            scopes: ((body["scopes"] ?? []) as Json[]).map((item) => stateOf(scope, item)),
        };
    },
};
