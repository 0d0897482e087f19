import type { ApiRequest, ApiResponse } from "./api-request.ts";
import { errors } from "./errors.ts";
import type { CustomDomain } from "./objects.ts";
import { checkpointPage } from "./pagination.ts";
import { selectedFields } from "./selected-fields.ts";

/** GET /api/v2/custom-domains: a bare array, or an envelope for those who ask for pages or search. */
export function listCustomDomains({ tenant, query }: ApiRequest): ApiResponse {
    const found = [...tenant.customDomains.values()].filter(({ domain }) => matches(domain, query.get("q")));
    const listing = {
        id: ({ custom_domain_id }: CustomDomain) => custom_domain_id,
        show: (domain: CustomDomain) => selectedFields(domain, query),
    };
    const inEnvelope = query.has("take") || query.has("from") || query.has("q");
    const body = inEnvelope ? checkpointPage("custom_domains", found, listing, query) : found.map(listing.show);
    return { status: 200, body };
}

/** GET /api/v2/custom-domains/{id} */
export function getCustomDomain({ tenant, params }: ApiRequest<{ id: string }>): ApiResponse {
    const domain = tenant.customDomains.get(params.id);
    if (domain === undefined) throw errors.customDomainNotFound(params.id);
    return { status: 200, body: domain };
}

/** GET /api/v2/custom-domains/default: without one, the tenant's own domain. */
export function getDefaultCustomDomain({ tenant }: ApiRequest): ApiResponse {
    const domain = [...tenant.customDomains.values()].find(({ is_default }) => is_default === true);
    return { status: 200, body: domain ?? { domain: tenant.domain } };
}

/** The searches that the sandbox knows: `domain:login.*`. */
function matches(domain: string, search: string | null): boolean {
    if (search === null) return true;
    const pattern = /^domain:(.+)$/.exec(search)?.[1];
    if (pattern === undefined) throw errors.notServed(`custom domains searched by ${search}`);
    const parts = pattern.split("*").map((part) => part.replaceAll(/[^a-z0-9-]/gi, "\\$&"));
    return new RegExp(`^${parts.join(".*")}$`).test(domain);
}
