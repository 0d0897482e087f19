import { createHash, randomBytes } from "node:crypto";
import { AuthClient } from "@auth0/auth0-auth-js";
import { decodeJwt } from "jose";
import { z } from "zod";
import { Refusal } from "../../clouds/refusal.ts";
import { type MicrosoftToken, microsoftToken } from "./microsoft-token.ts";
import type { Session, SignInOptions, Traveller } from "./web-app.ts";

export interface SinglePageAppSettings {
    readonly domain: string;
    readonly clientId: string;
    readonly callback: string;

    /** Identifier of its own API. */
    readonly audience: string;

    /** What the API exchanges tokens with. */
    readonly api: { readonly clientId: string; readonly clientSecret: string };
}

const tokenReply = z.object({
    access_token: z.string(),
    id_token: z.string().optional(),
    refresh_token: z.string().optional(),
});
const tokenError = z.object({ error: z.string(), error_description: z.string().default("") });

/** A single-page app with its API: requests in the shapes of `@auth0/auth0-spa-js`, the API on the vendor's own SDK. */
export class SinglePageApp {
    readonly settings: SinglePageAppSettings;
    private readonly api: AuthClient;

    constructor(settings: SinglePageAppSettings) {
        this.settings = settings;
        this.api = new AuthClient({ domain: settings.domain, ...settings.api });
    }

    /** Signs a user in for the app's own API. */
    signIn(person: Traveller, { connection, loginHint }: SignInOptions): Promise<Session> {
        return this.authorize(person, {
            scope: "openid profile email",
            audience: this.settings.audience,
            connection,
            ...(loginHint === undefined ? {} : { login_hint: loginHint }),
        });
    }

    /**
     * A token for another API without a page, by the session of the browser (`getTokenSilently`). With a callback on the user's own
     * machine Auth0 asks even for one's own apps, and the app shows the page.
     */
    async tokenFor(person: Traveller, audience: string, scope: string): Promise<string> {
        const asked = { scope: `openid ${scope}`, audience };
        try {
            return (await this.authorize(person, { ...asked, prompt: "none" })).accessToken;
        } catch (error) {
            if (!(error instanceof Refusal) || error.code !== "consent_required") throw error;
            return (await this.authorize(person, asked)).accessToken;
        }
    }

    /** A token for an API that asks users for consent, with the pages that this takes. */
    async signInFor(person: Traveller, audience: string, scope: string, connection: string): Promise<string> {
        const { accessToken } = await this.authorize(person, { scope, audience, connection });
        return accessToken;
    }

    /** What the app's API does when it is called: exchanges the token it was called with. */
    exchange({ accessToken }: Session, connection: string, loginHint?: string): Promise<MicrosoftToken> {
        return microsoftToken(this.settings.domain, this.api, { accessToken }, connection, loginHint);
    }

    private async authorize(person: Traveller, parameters: Readonly<Record<string, string>>): Promise<Session> {
        const { callback, clientId, domain } = this.settings;
        const [state, nonce, verifier] = [random(), random(), random()];
        const url = new URL(`https://${domain}/authorize`);
        url.search = new URLSearchParams({
            client_id: clientId,
            ...parameters,
            response_type: "code",
            response_mode: "query",
            state,
            nonce,
            redirect_uri: callback,
            code_challenge: createHash("sha256").update(verifier).digest("base64url"),
            code_challenge_method: "S256",
        }).toString();
        const back = await person.goThrough(url.href, callback);
        if (back.searchParams.get("state") !== state) throw new Refusal("callback", 302, "state", "another state");
        return this.redeem(back.searchParams.get("code") ?? "", verifier, nonce);
    }

    private async redeem(code: string, verifier: string, nonce: string): Promise<Session> {
        const { callback, clientId, domain } = this.settings;
        const response = await fetch(`https://${domain}/oauth/token`, {
            method: "POST",
            headers: {
                "content-type": "application/x-www-form-urlencoded",
                origin: new URL(callback).origin,
            },
            body: new URLSearchParams({
                redirect_uri: callback,
                client_id: clientId,
                code_verifier: verifier,
                grant_type: "authorization_code",
                code,
            }),
        });
        const body: unknown = await response.json();
        if (!response.ok) {
            const { error, error_description } = tokenError.parse(body);
            throw new Refusal(domain, response.status, error, error_description);
        }
        const { access_token, id_token = "", refresh_token } = tokenReply.parse(body);
        const claims = id_token === "" ? {} : decodeJwt(id_token);
        if (claims["nonce"] !== nonce) throw new Refusal(domain, 200, "nonce", "the ID token has another nonce");
        return { subject: claims.sub ?? "", accessToken: access_token, idToken: id_token, refreshToken: refresh_token };
    }
}

function random(): string {
    return randomBytes(32).toString("base64url");
}
