import type { Management } from "auth0";
import type { Identity, User } from "../people.ts";

/** A user as the Management API shows it. */
export function userView(user: User): Management.GetUserResponseContent {
    return { ...user, identities: identitiesView(user) as Management.UserIdentitySchema[] };
}

/**
 * The identities of a user. The primary one's profile is the user's own; the others bring theirs along.
 *
 * @param whole the primary one's too, as in the replies to linking and unlinking (recorded by go-auth0)
 */
export function identitiesView({ identities }: User, whole = false): Management.UserIdentity[] {
    return identities.map(({ profileData, ...identity }: Identity, index) => ({
        ...identity,
        ...(index === 0 && !whole ? {} : { profileData }),
    }));
}
