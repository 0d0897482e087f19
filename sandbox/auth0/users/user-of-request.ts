import type { ApiRequest } from "../api-request.ts";
import type { ManagementScope } from "../management-scopes.ts";
import type { User } from "../people.ts";
import type { Tenant } from "../tenant.ts";
import { userErrors } from "./user-errors.ts";

/**
 * Refuses a token that opens the route only for its own user where the request is about another one.
 *
 * @param forAll scopes that are good for every user
 */
export function checkOwnUser(
    { params, scopes, caller }: Pick<ApiRequest<{ id: string }>, "params" | "scopes" | "caller">,
    forAll: readonly ManagementScope[],
): void {
    if (forAll.some((scope) => scopes.has(scope))) return;
    if (caller.subject !== params.id) throw userErrors.notOwnUser();
}

/** The user of an id, or Auth0's 404. */
export function userOf(tenant: Tenant, id: string): User {
    const user = tenant.users.get(id);
    if (user === undefined) throw userErrors.userNotFound();
    return user;
}
