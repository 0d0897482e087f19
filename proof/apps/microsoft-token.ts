import type { AuthClient } from "@auth0/auth0-auth-js";
import { refusing } from "../../clouds/sdk-refusal.ts";

/** What the Token Vault exchange gives. */
export interface MicrosoftToken {
    readonly accessToken: string;
    readonly scopes: readonly string[];

    /** Seconds since 1970. */
    readonly expiresAt: number;
}

/** The exchange by the vendor's SDK, with the refresh token of a web application or the access token that an API was called with. */
export async function microsoftToken(
    domain: string,
    auth: AuthClient,
    subject: { readonly refreshToken: string } | { readonly accessToken: string },
    connection: string,
    loginHint: string | undefined,
): Promise<MicrosoftToken> {
    const hint = loginHint === undefined ? {} : { loginHint };
    const asked = auth.getTokenForConnection({ connection, ...subject, ...hint });
    const { accessToken, scope = "", expiresAt } = await refusing(domain, asked);
    return { accessToken, scopes: scope.split(/[ ,]+/), expiresAt };
}
