import { randomBytes } from "node:crypto";
import { AuthClient, type TokenResponse } from "@auth0/auth0-auth-js";
import { Refusal } from "../../clouds/refusal.ts";
import { refusing } from "../../clouds/sdk-refusal.ts";
import { type MicrosoftToken, microsoftToken } from "./microsoft-token.ts";

/** Somebody who can be sent through Auth0's and Microsoft's pages, and comes back to the app. */
export interface Traveller {
    /** @returns the address the app is given back; a refusal on the way is thrown */
    goThrough(url: string, callback: string, answer?: "accept" | "cancel"): Promise<URL>;
}

/** What a web application knows of itself. */
export interface WebAppSettings {
    readonly domain: string;
    readonly clientId: string;
    readonly clientSecret: string;

    /** Where Auth0 sends users back to. */
    readonly callback: string;
}

/** What an application holds of a user who signed in. */
export interface Session {
    readonly subject: string;
    readonly idToken: string;
    readonly accessToken: string;
    readonly refreshToken: string | undefined;
}

export interface SignInOptions {
    readonly connection: string;

    /** API to sign in for. @default none */
    readonly audience?: string;

    /** @default openid profile email offline_access */
    readonly scope?: string;

    /** Passed to Microsoft. @default none */
    readonly loginHint?: string;
}

/** A web application as Auth0's guide builds it, on the vendor's own SDK. */
export class WebApp {
    readonly settings: WebAppSettings;
    private readonly auth: AuthClient;

    constructor(settings: WebAppSettings) {
        this.settings = settings;
        const { domain, clientId, clientSecret } = settings;
        this.auth = new AuthClient({ domain, clientId, clientSecret });
    }

    /** Authorization code with PKCE and state. */
    async signIn(person: Traveller, options: SignInOptions): Promise<Session> {
        const { callback, domain } = this.settings;
        const state = randomBytes(16).toString("base64url");
        const { connection, audience, loginHint, scope = "openid profile email offline_access" } = options;
        const { authorizationUrl, codeVerifier } = await this.auth.buildAuthorizationUrl({
            authorizationParams: {
                redirect_uri: callback,
                scope,
                state,
                connection,
                ...(audience === undefined ? {} : { audience }),
                ...(loginHint === undefined ? {} : { login_hint: loginHint }),
            },
        });
        const back = await person.goThrough(authorizationUrl.href, callback);
        // The SDK leaves the state to its caller, and takes none in the address.
        if (back.searchParams.get("state") !== state) throw new Refusal("callback", 302, "state", "another state");
        back.searchParams.delete("state");
        const tokens = await refusing(domain, this.auth.getTokenByCode(back, { codeVerifier }));
        return sessionOf(tokens);
    }

    /** An access token for another API, by the same refresh token. */
    async tokenFor(session: Session, audience: string, scope: string): Promise<string> {
        const { accessToken } = await refusing(
            this.settings.domain,
            this.auth.getTokenByRefreshToken({ refreshToken: refreshTokenOf(session), audience, scope }),
        );
        return accessToken;
    }

    /** The Token Vault exchange: a Microsoft token for the signed-in user. */
    async exchange(session: Session, connection: string, loginHint?: string): Promise<MicrosoftToken> {
        const refreshToken = refreshTokenOf(session);
        return microsoftToken(this.settings.domain, this.auth, { refreshToken }, connection, loginHint);
    }
}

function sessionOf({ accessToken, claims, idToken = "", refreshToken }: TokenResponse): Session {
    return { subject: claims?.sub ?? "", accessToken, idToken, refreshToken };
}

function refreshTokenOf({ refreshToken }: Session): string {
    if (refreshToken === undefined) {
        throw new Refusal("callback", 200, "no_refresh_token", "Auth0 gave the app no refresh token at sign-in");
    }
    return refreshToken;
}
