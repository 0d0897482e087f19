import type { Connection } from "../objects.ts";
import type { Identity, User } from "../people.ts";
import type { Tenant } from "../tenant.ts";
import type { UpstreamProfile } from "./upstream-profile.ts";

/** The user of an account at Microsoft, made at the first sign-in. A linked account signs in as the user it is linked to. */
export function signedInUser(tenant: Tenant, connection: Connection, profile: UpstreamProfile): User {
    const now = tenant.clock.now().toISOString();
    const known = userOfIdentity(tenant, connection, profile.id);
    const user = known ?? newUser(connection, profile, now);
    tenant.users.set(user.user_id, user);
    const seen = identity(connection, profile);
    user.identities = user.identities.map((one) => (isSame(one, seen) ? seen : one));

    // The root of the profile is the primary identity's.
    const isPrimary = user.identities[0] === seen;
    if (isPrimary && connection.options["set_user_root_attributes"] !== "on_first_login") {
        Object.assign(user, rootAttributes(connection, profile));
    }
    user.last_login = now;
    user.updated_at = now;
    user.logins_count += 1;
    return user;
}

function userOfIdentity(tenant: Tenant, { strategy }: Connection, id: string): User | undefined {
    const primary = tenant.users.get(`${strategy}|${id}`);
    if (primary !== undefined) return primary;
    return [...tenant.users.values()].find((user) =>
        user.identities.some((one) => one.provider === strategy && one.user_id === id),
    );
}

function newUser(connection: Connection, profile: UpstreamProfile, now: string): User {
    return {
        user_id: `${connection.strategy}|${profile.id}`,
        ...rootAttributes(connection, profile),
        identities: [identity(connection, profile)],
        created_at: now,
        updated_at: now,
        logins_count: 0,
    };
}

function identity(connection: Connection, profile: UpstreamProfile): Identity {
    return {
        provider: connection.strategy,
        user_id: profile.id,
        connection: connection.name,
        isSocial: connection.strategy === "windowslive",
        profileData: rootAttributes(connection, profile),
    };
}

function rootAttributes(connection: Connection, { name, username, email }: UpstreamProfile) {
    return {
        name,
        nickname: (email ?? username).split("@")[0] ?? username,
        ...(email === undefined ? {} : { email, email_verified: isEmailVerified(connection) }),
    };
}

/** Microsoft does not say whether an address is the person's own; a `waad` connection can decide to trust it. */
function isEmailVerified({ strategy, options }: Connection): boolean {
    return strategy === "waad" && options["should_trust_email_verified_connection"] === "always_set_emails_as_verified";
}

function isSame(one: Identity, other: Identity): boolean {
    return one.provider === other.provider && one.user_id === other.user_id;
}
