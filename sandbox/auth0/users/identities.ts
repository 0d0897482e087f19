import type { Management } from "auth0";
import type { ApiRequest, ApiResponse } from "../api-request.ts";
import { errors } from "../errors.ts";
import type { Identity, User } from "../people.ts";
import type { Tenant } from "../tenant.ts";
import { secondaryOfToken } from "./link-with.ts";
import { removeUser } from "./remove-user.ts";
import { userErrors } from "./user-errors.ts";
import { checkOwnUser, userOf } from "./user-of-request.ts";
import { identitiesView } from "./user-view.ts";

/**
 * POST /api/v2/users/{id}/identities: the secondary user becomes an identity of the primary one and is no user any more. Its
 * metadata goes, and with it, so the sandbox takes it, its connected accounts.
 */
export async function linkIdentity(
    request: ApiRequest<{ id: string }, Management.LinkUserIdentityRequestContent>,
): Promise<ApiResponse> {
    const { tenant, params } = request;
    checkOwnUser(request, ["update:users"]);
    const primary = userOf(tenant, params.id);
    const secondary = await secondaryOf(request);
    if (secondary.user_id === primary.user_id) throw userErrors.sameIdentity();
    const [identity, ...linked] = secondary.identities;
    if (identity === undefined || linked.length > 0) throw userErrors.secondaryNotLinkable();

    removeUser(tenant, secondary.user_id);
    primary.identities = [...primary.identities, identity];
    primary.updated_at = tenant.clock.now().toISOString();
    return { status: 201, body: identitiesView(primary, true) };
}

/** DELETE /api/v2/users/{id}/identities/{provider}/{user_id}: the identity becomes a user of its own again, without metadata. */
export function unlinkIdentity(request: ApiRequest<{ id: string; provider: string; user_id: string }>): ApiResponse {
    const { tenant, params } = request;
    checkOwnUser(request, ["update:users"]);
    const user = userOf(tenant, params.id);
    const identity = user.identities.find((one) => one.provider === params.provider && isNamed(one, params.user_id));
    if (identity === undefined) throw userErrors.guessed.identityNotFound();
    if (identity === user.identities[0]) throw userErrors.mainIdentity();

    user.identities = user.identities.filter((one) => one !== identity);
    user.updated_at = tenant.clock.now().toISOString();
    addUserOf(tenant, identity);
    return { status: 200, body: identitiesView(user, true) };
}

/** The secondary user, by its ID token or by its provider's id. The second form is for those who may change every user. */
async function secondaryOf({
    tenant,
    body,
    scopes,
    caller,
}: ApiRequest<{ id: string }, Management.LinkUserIdentityRequestContent>): Promise<User> {
    const { link_with: idToken, provider, user_id: id, connection_id: connectionId } = body;
    if (idToken !== undefined) {
        if (provider !== undefined || id !== undefined || connectionId !== undefined) {
            throw userErrors.guessed.linkForm();
        }
        return secondaryOfToken(tenant, caller, idToken);
    }
    if (provider === undefined || id === undefined) throw userErrors.guessed.linkForm();
    if (!scopes.has("update:users")) throw errors.insufficientScope(["update:users"]);
    const isConfigured = [...tenant.connections.values()].some(
        (connection) =>
            connection.strategy === provider && (connectionId === undefined || connection.id === connectionId),
    );
    if (!isConfigured) throw userErrors.providerNotConfigured();
    // Also with the provider before it (recorded by go-auth0).
    return userOfIdentity(tenant, provider, String(id).replace(`${provider}|`, ""));
}

function userOfIdentity(tenant: Tenant, provider: string, id: string): User {
    const user = tenant.users.get(`${provider}|${id}`);
    if (user !== undefined) return user;
    const isLinked = [...tenant.users.values()].some(({ identities }) =>
        identities.some((one) => one.provider === provider && one.user_id === id),
    );
    throw isLinked ? userErrors.identityExists() : userErrors.inexistentIdentity();
}

/** The reference also takes the connection's name before the id. */
function isNamed({ user_id, connection }: Identity, name: string): boolean {
    return name === user_id || name === `${connection}|${user_id}`;
}

function addUserOf(tenant: Tenant, identity: Identity): void {
    const now = tenant.clock.now().toISOString();
    const { name, nickname, ...profile } = identity.profileData;
    const user: User = {
        ...profile,
        user_id: `${identity.provider}|${identity.user_id}`,
        name: String(name ?? identity.user_id),
        nickname: String(nickname ?? identity.user_id),
        identities: [identity],
        created_at: now,
        updated_at: now,
        logins_count: 0,
    };
    tenant.users.set(user.user_id, user);
}
