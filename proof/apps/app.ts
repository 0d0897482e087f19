import { connectedAccountsScopes } from "../../catalogue/auth0.ts";
import type { Deployed, DeployedClient } from "../deployed.ts";
import type { MicrosoftToken } from "./microsoft-token.ts";
import { MyAccount } from "./my-account.ts";
import { SinglePageApp } from "./single-page-app.ts";
import { type Session, type SignInOptions, type Traveller, WebApp } from "./web-app.ts";

/** An application of either kind, as the claims use it. */
export interface App {
    readonly domain: string;
    readonly callback: string;

    /** The web application itself, where it is one. */
    readonly web: WebApp | undefined;

    /** Where its page is from, where it runs in a browser. */
    readonly origin: string | undefined;
    signIn(person: Traveller, options: SignInOptions): Promise<Session>;

    /** A token for another API, for the user who signed in. */
    tokenFor(person: Traveller, session: Session, audience: string, scope: string): Promise<string>;

    /** A token for an API that a refresh token cannot get: the user, signed in already, is sent there and back. */
    signInFor(person: Traveller, audience: string, scope: string, connection: string): Promise<string>;
    exchange(session: Session, connection: string, loginHint?: string): Promise<MicrosoftToken>;
}

/** What the team of an application of its own knows of it. */
export interface ExistingClient {
    readonly clientSecret: string;
    readonly callbacks: readonly string[];
}

/** A deployed client as an app on one domain; what is missing for that otherwise. */
export function appOf(
    client: DeployedClient,
    domain: string,
    existing: ExistingClient | undefined,
    callback = (client.callbacks ?? existing?.callbacks)?.[0],
): App | string {
    if (client.authentication === "private_key_jwt") return "it signs in with a private key that only its team has";
    const clientSecret = client.secret ?? existing?.clientSecret;
    if (clientSecret === undefined) return "its secret is another team's: only they can act as it";
    if (callback === undefined) return "no callback of it is known";
    if (client.kind !== "spa") return webAppOf({ domain, clientId: client.clientId, clientSecret, callback });

    const { apiClientId, settings } = client;
    const audience = settings["AUTH0_AUDIENCE"];
    if (apiClientId === undefined || audience === undefined) return "the outputs name no API of it";
    const app = new SinglePageApp({
        domain,
        clientId: client.clientId,
        callback,
        audience,
        api: { clientId: apiClientId, clientSecret },
    });
    return {
        domain,
        callback,
        web: undefined,
        origin: new URL(callback).origin,
        signIn: (person, options) => app.signIn(person, options),
        tokenFor: (person, _session, api, scope) => app.tokenFor(person, api, scope),
        signInFor: (person, api, scope, connection) => app.signInFor(person, api, scope, connection),
        exchange: (session, connection, loginHint) => app.exchange(session, connection, loginHint),
    };
}

export function webAppOf(settings: WebApp["settings"]): App {
    const web = new WebApp(settings);
    return {
        domain: settings.domain,
        callback: settings.callback,
        web,
        origin: undefined,
        signIn: (person, options) => web.signIn(person, options),
        tokenFor: (_person, session, api, scope) => web.tokenFor(session, api, scope),
        signInFor: async (person, audience, scope, connection) => {
            const { accessToken } = await web.signIn(person, { audience, scope, connection });
            return accessToken;
        },
        exchange: (session, connection, loginHint) => web.exchange(session, connection, loginHint),
    };
}

/** The My Account API for a user of an app, with all that connecting needs. */
export async function myAccountOf(app: App, person: Traveller, session: Session): Promise<MyAccount> {
    const scope = connectedAccountsScopes.join(" ");
    const token = await app.tokenFor(person, session, `https://${app.domain}/me/`, scope);
    return new MyAccount(app.domain, token, app.origin);
}

/** Identifier of the tenant's Management API. */
export function managementApiOf({ tenantDomain }: Deployed): string {
    return `https://${tenantDomain}/api/v2/`;
}
