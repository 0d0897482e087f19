import { expect, it } from "vitest";
import { routePattern } from "../../../sandbox/service/route-pattern.ts";

it.each([
    ["/v1.0/applications/8f14e45f-ceea-467f-a9f2-2b1d6c3e7a01/addPassword", "/v1.0/applications/{id}/addPassword"],
    ["/9188040d-6c67-4c5b-b112-36a304b66dad/oauth2/v2.0/token", "/{id}/oauth2/v2.0/token"],
    ["/common/oauth2/v2.0/token", "/{id}/oauth2/v2.0/token"],
    ["/v1.0/oauth2PermissionGrants/q0BcQ5IxLkuYV0Hr9QmXYz3Aj", "/v1.0/oauth2PermissionGrants/{id}"],
    ["/api/v2/connections/con_Xy12abcdEFGH3456/clients", "/api/v2/connections/{id}/clients"],
    ["/api/v2/clients/k3jHs8Q0pLmN2vBx7ZtRw5YcD1fGa6Ue", "/api/v2/clients/{id}"],
    ["/api/v2/resource-servers/https:%2F%2Facme-dev.eu.auth0.com%2Fme%2F", "/api/v2/resource-servers/{id}"],
    ["/api/v2/tenants/settings", "/api/v2/tenants/settings"],
    ["/v1.0/applications/{id}/federatedIdentityCredentials", "/v1.0/applications/{id}/federatedIdentityCredentials"],
    ["/.well-known/openid-configuration", "/.well-known/openid-configuration"],
])("%s is a request of the route %s", (path, pattern) => {
    expect(routePattern(path)).toBe(pattern);
});
