import type { Management } from "auth0";
import type { Identity, User } from "../people.ts";

/** A user as the Management API shows it. */
export function userView(user: User): Management.GetUserResponseContent {
    return { ...user, identities: identitiesView(user) as Management.UserIdentitySchema[] };
}

/** The identities of a user. The primary one's profile is the user's own; the others bring theirs along. */
export function identitiesView({ identities }: User): Management.UserIdentity[] {
    return identities.map(({ profileData, ...identity }: Identity, index) => ({
        ...identity,
        ...(index === 0 ? {} : { profileData }),
    }));
}
