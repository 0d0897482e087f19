import type { Management } from "auth0";
import { connectedAccountsScopes, tokenVaultGrantType } from "../../../../catalogue/auth0.ts";
import type { ConnectedAccount } from "../../../../sandbox/auth0/people.ts";
import {
    callbackUrl,
    customDomain,
    domain,
    myAccount,
    pkce,
    type Reply,
    type SignIn,
    startSignIn,
} from "../authentication/sign-in-fixture.ts";
import { ada, type StubAccount } from "../authentication/stub-microsoft.ts";

export { ada, callbackUrl, customDomain, domain, myAccount, pkce, type Reply };

export const sam: StubAccount = {
    oid: "aaaaaaaa-0000-0000-0000-000000000002",
    name: "Sam Doe",
    preferred_username: "sam@outlook.example",
    email: "sam@outlook.example",
};

export interface App {
    readonly id: string;
    readonly secret: string;
}

/** Somebody who has signed in to an app, with what the app got. */
export interface Person {
    readonly userId: string;
    readonly refreshToken: string;
    readonly idToken: string;

    /** For the My Account API. */
    readonly accessToken: string;
    readonly app: App;
    readonly host: string;
}

/** A tenant in which an app is set up for Token Vault, and ways to connect accounts. */
export interface Vault extends Omit<SignIn, "client"> {
    readonly app: App;

    /** An app that differs from the one that is set up well. */
    addApp(changes?: Partial<Management.CreateClientRequestContent>): Promise<App>;
    person(options?: { app?: App; account?: StubAccount; host?: string }): Promise<Person>;

    /** A request to the My Account API. */
    me(person: Person, method: string, path: string, body?: unknown): Promise<Reply>;

    /** The browser's way from a ticket to the app, by way of Microsoft: the parameters that the app gets. */
    inBrowser(
        person: Person,
        reply: Reply,
        options?: { account?: StubAccount; tokens?: object },
    ): Promise<URLSearchParams>;

    /** Connect and complete. */
    connect(person: Person, options?: { account?: StubAccount; tokens?: object }): Promise<ConnectedAccount>;
    exchange(
        person: Person,
        changes?: Readonly<Record<string, string>>,
        options?: { json?: boolean; host?: string },
    ): Promise<Reply>;
}

export const requestedScopes = ["openid", "profile", "offline_access", "User.Read", "Calendars.Read"];
export const connectRequest = {
    connection: "windowslive",
    redirect_uri: callbackUrl,
    state: "the-state",
    scopes: requestedScopes,
    code_challenge: pkce.challenge,
    code_challenge_method: "S256",
};

export const exchangeRequest = {
    grant_type: tokenVaultGrantType,
    subject_token_type: "urn:ietf:params:oauth:token-type:refresh_token",
    requested_token_type: "http://auth0.com/oauth/token-type/federated-connection-access-token",
    connection: "windowslive",
};

export async function startVault(): Promise<Vault> {
    const signIn = await startSignIn();
    const { auth0, microsoft } = signIn;
    await auth0.sdk.connections.update(signIn.connectionId, { connected_accounts: { active: true } });

    const addApp: Vault["addApp"] = async (changes = {}) => {
        const app = await signIn.addClient({
            grant_types: ["authorization_code", "refresh_token", tokenVaultGrantType],
            refresh_token: {
                rotation_type: "non-rotating",
                expiration_type: "non-expiring",
                policies: [domain, customDomain].map((host) => ({
                    audience: `https://${host}/me/`,
                    scope: [...connectedAccountsScopes],
                })),
            },
            ...changes,
        });
        for (const host of [domain, customDomain]) {
            await auth0.sdk.clientGrants.create({
                client_id: app.id,
                audience: `https://${host}/me/`,
                scope: [...connectedAccountsScopes],
                subject_type: "user",
            });
        }
        return app;
    };
    const app = await addApp();

    const person: Vault["person"] = async ({ app: used = app, account = ada, host = domain } = {}) => {
        const { body } = await signIn.tokens({}, { account, client: used, host });
        const me = await signIn.token(
            {
                grant_type: "refresh_token",
                client_id: used.id,
                client_secret: used.secret,
                refresh_token: body.refresh_token,
                audience: `https://${host}/me/`,
                scope: connectedAccountsScopes.join(" "),
            },
            { host },
        );
        return {
            userId: `windowslive|${account.oid}`,
            refreshToken: body.refresh_token,
            idToken: body.id_token,
            accessToken: me.body.access_token,
            app: used,
            host,
        };
    };
    const me: Vault["me"] = ({ host, accessToken }, method, path, body) =>
        auth0.send(`https://${host}/me/v1/connected-accounts${path}`, {
            method,
            headers: { authorization: `Bearer ${accessToken}`, "content-type": "application/json" },
            ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
    const inBrowser: Vault["inBrowser"] = async ({ host }, reply, { account = ada, tokens } = {}) => {
        const browser = signIn.browser();
        const first = await browser.get(`${reply.body.connect_uri}?ticket=${reply.body.connect_params.ticket}`);
        const { searchParams } = new URL(first.location ?? "about:blank");
        const code = microsoft.code(account, searchParams.get("nonce") ?? "", {}, tokens);
        const state = searchParams.get("state");
        const seen = await browser.get(`https://${host}/login/callback?code=${code}&state=${state}`);
        return new URL(seen.location ?? "about:blank").searchParams;
    };

    return {
        ...signIn,
        app,
        addApp,
        person,
        me,
        inBrowser,
        connect: async (who, options = {}) => {
            const begun = await me(who, "POST", "/connect", connectRequest);
            const answer = await inBrowser(who, begun, options);
            const { status, body } = await me(who, "POST", "/complete", {
                auth_session: begun.body.auth_session,
                connect_code: answer.get("connect_code"),
                redirect_uri: callbackUrl,
                code_verifier: pkce.verifier,
            });
            const account = auth0.tenant.connectedAccounts.get(body.id);
            if (account === undefined) throw new Error(`nothing was connected: ${status} ${JSON.stringify(body)}`);
            return account;
        },
        exchange: (who, changes = {}, options = {}) => {
            const request: Record<string, string> = {
                ...exchangeRequest,
                client_id: who.app.id,
                client_secret: who.app.secret,
                subject_token: who.refreshToken,
                ...changes,
            };
            for (const [name, value] of Object.entries(request)) if (value === "") delete request[name];
            return signIn.token(request, { host: who.host, ...options });
        },
    };
}
