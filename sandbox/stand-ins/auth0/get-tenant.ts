import { optional } from "../properties.ts";
import type { FunctionType } from "../resource-type.ts";
import type { Auth0Api } from "./auth0-api.ts";
import { stateOf } from "./json-body.ts";

const text = optional("string");

/** The tenant that the credentials are for. Its sessions, flags and pages are left to the real provider. */
export const getTenant: FunctionType<Auth0Api> = {
    token: "auth0:index/getTenant:getTenant",
    inputs: {},
    async invoke({ management }) {
        const body = await management.get("tenants/settings");
        const state = stateOf(tenantProperties, body);
        return {
            id: `tenant-${management.domain}`,
            ...state,
            domain: management.domain,
            managementApiIdentifier: `https://${management.domain}/api/v2/`,
        };
    },
};

const tenantProperties = {
    allowedLogoutUrls: optional({ list: "string" }),
    defaultAudience: text,
    defaultDirectory: text,
    defaultRedirectionUri: text,
    enabledLocales: optional({ list: "string" }),
    friendlyName: text,
    pictureUrl: text,
    sandboxVersion: text,
    supportEmail: text,
    supportUrl: text,
} as const;
