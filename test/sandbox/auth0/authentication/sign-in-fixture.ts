import { createHash, randomBytes } from "node:crypto";
import type { Management } from "auth0";
import { connectedAccountsScopes } from "../../../../catalogue/auth0.ts";
import { Browser } from "../../browser.ts";
import { type Auth0, customDomain, domain, startAuth0 } from "../auth0-fixture.ts";
import { ada, microsoftClient, type StubAccount, type StubMicrosoft, stubMicrosoft } from "./stub-microsoft.ts";

export const callbackUrl = "https://portal.example/auth/callback";
export const myAccount = `https://${domain}/me/`;
export const api = "https://api.acme.example";

type ClientBody = Management.CreateClientRequestContent;

/** A tenant with Microsoft behind it, a web application, and a browser that has cookies. */
export interface SignIn {
    readonly auth0: Auth0;
    readonly microsoft: StubMicrosoft;
    readonly client: { readonly id: string; readonly secret: string };
    readonly connectionId: string;

    /** A new client, with `windowslive` enabled for it. */
    addClient(changes?: Partial<ClientBody>): Promise<{ id: string; secret: string }>;

    /** A new browser, without cookies. */
    browser(): Browser;
    token(
        parameters: Readonly<Record<string, string>>,
        init?: { host?: string; json?: boolean; origin?: string },
    ): Promise<Reply>;

    /** A request to /authorize, of the first client's unless said otherwise. */
    authorizeUrl(changes?: Readonly<Record<string, string | undefined>>, host?: string): string;

    /** From /authorize to the app, by way of Microsoft: the parameters that the app gets. Changed to "" is left out. */
    signIn(changes?: Readonly<Record<string, string>>, options?: SignInOptions): Promise<URLSearchParams>;

    /** The tokens at the end of that. */
    tokens(changes?: Readonly<Record<string, string>>, options?: SignInOptions): Promise<Reply>;
    close(): Promise<void>;
}

export interface SignInOptions {
    readonly host?: string;
    readonly account?: StubAccount;
    readonly browser?: Browser;
    readonly client?: { readonly id: string; readonly secret: string };
}

export interface Reply {
    readonly status: number;
    // biome-ignore lint/suspicious/noExplicitAny: replies are compared whole, or by a field the test is about
    readonly body: any;
    readonly headers: Headers;
}

export const pkce = (() => {
    const verifier = randomBytes(32).toString("base64url");
    return { verifier, challenge: createHash("sha256").update(verifier).digest("base64url") };
})();

export async function startSignIn(): Promise<SignIn> {
    const started: { auth0?: Auth0 } = {};
    const microsoft = await stubMicrosoft(() => {
        if (started.auth0 === undefined) throw new Error("not started yet");
        return started.auth0.context.clock;
    });
    const auth0 = await startAuth0(
        {
            customDomains: [{ domain: customDomain, status: "ready" }],
            myAccountApis: [myAccount, `https://${customDomain}/me/`],
        },
        microsoft.outbound,
    );
    started.auth0 = auth0;
    const connection = await auth0.sdk.connections.create({
        name: "windowslive",
        strategy: "windowslive",
        options: {
            client_id: microsoftClient.id,
            client_secret: microsoftClient.secret,
            strategy_version: 2,
            graph_user: true,
            offline_access: true,
        },
    });
    const connectionId = connection.id ?? "";

    const addClient = async (changes: Partial<ClientBody> = {}) => {
        const client = await auth0.sdk.clients.create({
            name: "portal",
            app_type: "regular_web",
            oidc_conformant: true,
            token_endpoint_auth_method: "client_secret_post",
            grant_types: ["authorization_code", "refresh_token"],
            jwt_configuration: { alg: "RS256" },
            callbacks: [callbackUrl],
            ...changes,
        });
        const id = client.client_id ?? "";
        await auth0.sdk.connections.clients.update(connectionId, [{ client_id: id, status: true }]);
        return { id, secret: client.client_secret ?? "" };
    };
    const client = await addClient({
        refresh_token: {
            rotation_type: "non-rotating",
            expiration_type: "non-expiring",
            policies: [{ audience: myAccount, scope: [...connectedAccountsScopes] }],
        },
    });

    const browser = () => new Browser(auth0.fetch, (url) => url.hostname === "portal.example");
    const token: SignIn["token"] = async (parameters, { host = domain, json = false, origin } = {}) =>
        auth0.send(`https://${host}/oauth/token`, {
            method: "POST",
            headers: {
                "content-type": json ? "application/json" : "application/x-www-form-urlencoded",
                ...(origin === undefined ? {} : { origin }),
            },
            body: json ? JSON.stringify(parameters) : new URLSearchParams(parameters).toString(),
        });
    const signIn: SignIn["signIn"] = async (changes = {}, options = {}) => {
        const { host = domain, account = ada, browser: used = browser() } = options;
        const request = new URLSearchParams({
            client_id: options.client?.id ?? client.id,
            response_type: "code",
            redirect_uri: callbackUrl,
            scope: "openid profile email offline_access",
            connection: "windowslive",
            state: "the-state",
            nonce: "the-nonce",
            code_challenge: pkce.challenge,
            code_challenge_method: "S256",
            ...changes,
        });
        for (const [name, value] of Object.entries(changes)) if (value === "") request.delete(name);
        let seen = await used.get(`https://${host}/authorize?${request}`);
        const atMicrosoft = new URL(seen.location ?? "about:blank");
        if (atMicrosoft.host === "login.microsoftonline.com") {
            const state = atMicrosoft.searchParams.get("state") ?? "";
            const code = microsoft.code(account, atMicrosoft.searchParams.get("nonce") ?? "");
            seen = await used.get(`https://${host}/login/callback?code=${code}&state=${state}`);
            if (seen.location?.startsWith(`https://${host}/`)) seen = await used.get(seen.location);
        }
        const url = new URL(seen.location ?? "about:blank");
        return url.hash === "" ? url.searchParams : new URLSearchParams(url.hash.slice(1));
    };

    return {
        auth0,
        microsoft,
        client,
        connectionId,
        addClient,
        browser,
        token,
        authorizeUrl: (changes = {}, host = domain) => {
            const request = {
                client_id: client.id,
                response_type: "code",
                redirect_uri: callbackUrl,
                scope: "openid",
                state: "s",
                ...changes,
            };
            const given = Object.entries(request).filter((entry): entry is [string, string] => entry[1] !== undefined);
            return `https://${host}/authorize?${new URLSearchParams(given)}`;
        },
        signIn,
        tokens: async (changes = {}, options = {}) => {
            const answer = await signIn(changes, options);
            const { id, secret } = options.client ?? client;
            return token(
                {
                    grant_type: "authorization_code",
                    client_id: id,
                    client_secret: secret,
                    code: answer.get("code") ?? `none: ${answer}`,
                    redirect_uri: changes["redirect_uri"] ?? callbackUrl,
                    code_verifier: pkce.verifier,
                },
                options.host === undefined ? {} : { host: options.host },
            );
        },
        close: auth0.close,
    };
}

export { customDomain, domain };
