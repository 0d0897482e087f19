import { optional } from "../properties.ts";
import type { FunctionType } from "../resource-type.ts";
import type { Auth0Api } from "./auth0-api.ts";
import { given } from "./given.ts";
import { stateOf } from "./json-body.ts";
import { checkpointed } from "./paging.ts";

const text = optional("string");
const flag = optional("boolean");

/** The tenant's custom domains. */
export const getCustomDomains: FunctionType<Auth0Api> = {
    token: "auth0:index/getCustomDomains:getCustomDomains",
    inputs: { query: text },
    async invoke({ management }, { query }) {
        const filter = given(query) ? { q: query } : {};
        const domains = await checkpointed(management, "custom-domains", "custom_domains", filter);
        const properties = {
            domain: text,
            type: text,
            primary: flag,
            status: text,
            originDomainName: text,
            customClientIpHeader: text,
            tlsPolicy: text,
            relyingPartyIdentifier: text,
            domainMetadata: optional({ map: "string" }),
        } as const;
        return {
            id: "custom-domains",
            ...(query === undefined ? {} : { query }),
            customDomains: domains.map((domain) => stateOf(properties, domain)),
        };
    },
};
