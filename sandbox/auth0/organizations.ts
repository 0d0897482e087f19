import type { ApiRequest, ApiResponse } from "./api-request.ts";
import { errors } from "./errors.ts";
import type { Organization } from "./objects.ts";
import { pageOf } from "./pagination.ts";
import type { Tenant } from "./tenant.ts";

/** GET /api/v2/organizations */
export function listOrganizations({ tenant, query }: ApiRequest): ApiResponse {
    const listing = { id: ({ id }: Organization) => id, show: (organization: Organization) => organization };
    return { status: 200, body: pageOf("organizations", [...tenant.organizations.values()], listing, query) };
}

/** GET /api/v2/organizations/{id} */
export function getOrganization({ tenant, params }: ApiRequest<{ id: string }>): ApiResponse {
    return { status: 200, body: organizationOf(tenant, params.id) };
}

/** GET /api/v2/organizations/name/{name} */
export function getOrganizationByName({ tenant, params }: ApiRequest<{ name: string }>): ApiResponse {
    const organization = [...tenant.organizations.values()].find(({ name }) => name === params.name);
    if (organization === undefined) throw errors.organizationNotFound();
    return { status: 200, body: organization };
}

/** GET /api/v2/organizations/{id}/members: the tenant has no users, so an organization has no members. */
export function listMembers({ tenant, params, query }: ApiRequest<{ id: string }>): ApiResponse {
    organizationOf(tenant, params.id);
    return { status: 200, body: pageOf("members", [], nothing, query) };
}

/** GET /api/v2/organizations/{id}/client-grants: no grant of the sandbox is given to an organization. */
export function listOrganizationClientGrants({ tenant, params, query }: ApiRequest<{ id: string }>): ApiResponse {
    organizationOf(tenant, params.id);
    return { status: 200, body: pageOf("client_grants", [], nothing, query) };
}

/** The organization of an id, or Auth0's 404. */
export function organizationOf(tenant: Tenant, id: string): Organization {
    const organization = tenant.organizations.get(id);
    if (organization === undefined) throw errors.organizationNotFound();
    return organization;
}

const nothing = { id: (item: never) => item, show: (item: never) => item };
