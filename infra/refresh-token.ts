import { connectedAccountsScopes } from "../catalogue/auth0.ts";
import type { ClientArgs } from "./auth0-resources.ts";

/** How long the refresh tokens of an app last. */
export interface RefreshTokenLifetime {
    /** Days after which a refresh token ends, used or not. */
    readonly lifetimeDays: number;

    /** Days without use after which it ends. */
    readonly idleDays: number;
}

type RefreshToken = NonNullable<ClientArgs["refreshToken"]>;

/** Refresh tokens of a confidential app. They do not rotate, because Token Vault takes none that do. */
export function nonRotating(audiences: readonly string[], lifetime?: RefreshTokenLifetime): RefreshToken {
    return {
        rotationType: "non-rotating",
        leeway: 0,
        policies: myAccountPolicies(audiences),
        ...(lifetime === undefined
            ? { expirationType: "non-expiring", infiniteTokenLifetime: true, infiniteIdleTokenLifetime: true }
            : expiring(lifetime)),
    };
}

/** Refresh tokens of an app in the browser: Auth0 gives it none unless they rotate, and those always end. */
export function rotating(audiences: readonly string[], lifetime: RefreshTokenLifetime): RefreshToken {
    return { rotationType: "rotating", leeway: 0, policies: myAccountPolicies(audiences), ...expiring(lifetime) };
}

function expiring({ lifetimeDays, idleDays }: RefreshTokenLifetime) {
    return {
        expirationType: "expiring",
        infiniteTokenLifetime: false,
        tokenLifetime: seconds(lifetimeDays),
        infiniteIdleTokenLifetime: false,
        idleTokenLifetime: seconds(idleDays),
    };
}

/** With these, one refresh token also gets tokens for the My Account API of each domain. */
function myAccountPolicies(audiences: readonly string[]) {
    return audiences.map((audience) => ({ audience, scopes: [...connectedAccountsScopes] }));
}

function seconds(days: number): number {
    return days * 24 * 60 * 60;
}
