import type { Management } from "auth0";
import type { ApiRequest, ApiResponse } from "../api-request.ts";
import { errors } from "../errors.ts";
import { pageOf } from "../pagination.ts";
import type { User } from "../people.ts";
import { matchesSearch } from "../search-terms.ts";
import { selectedFields } from "../selected-fields.ts";
import { withoutNulls } from "../without-nulls.ts";
import { removeUser } from "./remove-user.ts";
import { checkOwnUser, userOf } from "./user-of-request.ts";
import { userView } from "./user-view.ts";

/** GET /api/v2/users, the oldest first. With totals, `length` is that of the page (recorded, of users alone). */
export function listUsers({ tenant, query }: ApiRequest): ApiResponse {
    if ((query.get("search_engine") ?? "v3") !== "v3") throw errors.notServed("search engines other than v3");
    const found = [...tenant.users.values()].filter((user) => matchesSearch(userView(user), query.get("q"), "users"));
    const listing = {
        id: ({ user_id }: User) => user_id,
        show: (user: User) => selectedFields(userView(user), query),
    };
    const page = pageOf("users", found, listing, query);
    return { status: 200, body: "users" in page ? { ...page, length: (page.users as unknown[]).length } : page };
}

/** GET /api/v2/users/{id} */
export function getUser(request: ApiRequest<{ id: string }>): ApiResponse {
    checkOwnUser(request, ["read:users", "read:user_idp_tokens"]);
    const user = userOf(request.tenant, request.params.id);
    return { status: 200, body: selectedFields(userView(user), request.query) };
}

/** PATCH /api/v2/users/{id}, for metadata: it is merged, on its first level, and `{}` takes all of it away (recorded). The rest of a profile is Microsoft's. */
export function updateUser(request: ApiRequest<{ id: string }, Management.UpdateUserRequestContent>): ApiResponse {
    const { tenant, params, scopes, body } = request;
    checkOwnUser(request, ["update:users", "update:users_app_metadata"]);
    const { app_metadata, user_metadata, ...others } = body;
    const unserved = Object.keys(others);
    if (unserved.length > 0) throw errors.notServed(`${unserved.join(", ")} in PATCH /api/v2/users/{id}`);
    if (app_metadata !== undefined && !scopes.has("update:users") && !scopes.has("update:users_app_metadata")) {
        throw errors.insufficientScope(["update:users", "update:users_app_metadata"]);
    }
    const user = userOf(tenant, params.id);
    if (app_metadata !== undefined) {
        user.app_metadata = merged(user.app_metadata, app_metadata);
        if (Object.keys(user.app_metadata).length === 0) delete user.app_metadata;
    }
    if (user_metadata !== undefined) user.user_metadata = merged(user.user_metadata, user_metadata);
    user.updated_at = tenant.clock.now().toISOString();
    return { status: 200, body: userView(user) };
}

/** DELETE /api/v2/users/{id}: 204, also where there is nobody. */
export function deleteUser(request: ApiRequest<{ id: string }>): ApiResponse {
    checkOwnUser(request, ["delete:users"]);
    removeUser(request.tenant, request.params.id);
    return { status: 204 };
}

function merged(before: object | undefined, given: object): Record<string, unknown> {
    return Object.keys(given).length === 0 ? {} : withoutNulls({ ...before, ...given });
}
