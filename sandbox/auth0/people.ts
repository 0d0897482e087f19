import type { Management } from "auth0";
import type { MicrosoftStrategy } from "../../catalogue/auth0.ts";

/** One way a user signs in. `user_id` is the id at the identity provider, without the provider before it. */
export interface Identity {
    readonly provider: MicrosoftStrategy;
    readonly user_id: string;

    /** Name of the connection. */
    readonly connection: string;
    readonly isSocial: boolean;

    /** The profile as it was at the last sign-in; shown with secondary identities. */
    readonly profileData: Readonly<Record<string, unknown>>;
}

/** A user of the tenant; the first identity is the primary one, whose id the user has. */
export interface User
    extends Pick<
        Management.GetUserResponseContent,
        "email" | "email_verified" | "picture" | "app_metadata" | "user_metadata"
    > {
    /** `windowslive|…` or `waad|…`. */
    readonly user_id: string;
    name: string;
    nickname: string;
    identities: Identity[];
    readonly created_at: string;
    updated_at: string;
    last_login?: string;
    logins_count: number;
}

/** A Microsoft account that a user connected for Token Vault, and what the vault holds of it. */
export interface ConnectedAccount {
    /** `cac_…`. */
    readonly id: string;
    readonly user_id: string;
    readonly connection_id: string;

    /** The account at Microsoft: its subject, and what a `login_hint` may name. */
    readonly upstream: { readonly id: string; readonly username: string };

    /** Scopes that Microsoft was asked for, and is asked for again at every refresh. */
    readonly requestedScopes: readonly string[];

    /** Scopes that Microsoft gave. */
    scopes: string[];
    readonly created_at: string;
    vault: { accessToken: string; expiresAt: number; scope: string; refreshToken: string | undefined };
}

/** A refresh token of the tenant; its value is the key it is kept under. */
export interface RefreshToken {
    readonly client_id: string;
    readonly user_id: string;

    /** Name of the connection that the user signed in with. */
    readonly connection: string;

    /** Domain that issued it: it works on no other. */
    readonly host: string;

    /** Audience and scopes that were asked for at sign-in; userinfo alone where undefined. */
    readonly audience: string | undefined;
    readonly scopes: readonly string[];
    readonly isRotating: boolean;

    /** Milliseconds of the tenant's clock; never when undefined. */
    readonly expiresAt: number | undefined;
    readonly issuedAt: number;

    /** How long it may lie unused; for ever when undefined. */
    readonly idleMs: number | undefined;
    usedAt: number;

    /** The same for all that came, by rotation, from one sign-in. */
    readonly family: string;

    /** When a rotating token was exchanged for the next one. */
    rotatedAt?: number;
}
