import { graphDelegatedPermissions } from "../../../../sandbox/microsoft/graph-permissions.ts";
import { type Answer, type Client, createClient, type Microsoft, personal } from "../microsoft-fixture.ts";
import { answered, Browser, type Redirect, type ShownPage, shown } from "./browser.ts";
import { accounts, type PersonName } from "./people.ts";

export const callback = "https://login.example.com/login/callback";
export const graphAppId = "00000003-0000-0000-c000-000000000000";

/** An application that people sign in to: for all accounts, with a secret and one redirect URI. */
export interface App extends Client {
    readonly clientId: string;
    readonly clientSecret: string;
    readonly microsoft: Microsoft;

    /** The query of a request to sign in. */
    query(change?: Record<string, string | undefined>): Record<string, string | undefined>;

    /** Asks for a sign-in at `common`. */
    authorize(browser: Browser, change?: Query, tenant?: string): Promise<ShownPage | Redirect>;

    /** Asks the token endpoint with the application's credentials. */
    token(form: Record<string, string>, tenant?: string): Promise<Answer>;

    /** Redeems a code. */
    redeem(code: string | undefined, change?: Record<string, string>, tenant?: string): Promise<Answer>;

    /** Signs somebody in who consents to what is asked for. @returns the token endpoint's answer */
    signIn(name: PersonName, scope?: string): Promise<Answer["body"]>;
}

type Query = Record<string, string | undefined>;

/** Makes an application. @param properties of the app registration */
export async function createApp(microsoft: Microsoft, properties: object = {}): Promise<App> {
    const client = await createClient(microsoft, {
        displayName: "Portal",
        ...personal,
        web: { redirectUris: [callback] },
        ...properties,
    });
    const { appId: clientId, id } = client.application;
    const password = await microsoft.graph("POST", `/v1.0/applications/${id}/addPassword`, {});
    const clientSecret: string = password.body.secretText;

    const query: App["query"] = (change = {}) => ({
        client_id: clientId,
        redirect_uri: callback,
        response_type: "code",
        scope: "openid profile email",
        state: "state 1",
        nonce: "nonce 1",
        ...change,
    });
    const authorize: App["authorize"] = (browser, change, tenant = "common") =>
        browser.open(`/${tenant}/oauth2/v2.0/authorize`, query(change));
    const token: App["token"] = (form, tenant = "common") =>
        microsoft.token({ client_id: clientId, client_secret: clientSecret, ...form }, tenant);
    const redeem: App["redeem"] = (code, change, tenant) =>
        token({ grant_type: "authorization_code", code: code ?? "", redirect_uri: callback, ...change }, tenant);
    const signIn: App["signIn"] = async (name, scope = "openid profile email offline_access User.Read") => {
        const browser = new Browser(microsoft.fetch);
        const first = await authorize(browser, { scope, login_hint: accounts[name].username });
        const reply = first.kind === "page" ? await browser.accept(shown(first, "microsoft-consent")) : first;
        return (await redeem(answered(reply)["code"])).body;
    };
    return { ...client, clientId, clientSecret, microsoft, query, authorize, token, redeem, signIn };
}

/** Gives an application delegated permissions for everybody of the tests' directory, as a deployment does. */
export async function grantToAll(app: App, scope: string): Promise<string> {
    const graph = await app.microsoft.graph("GET", `/v1.0/servicePrincipals?$filter=appId eq '${graphAppId}'`);
    const { body } = await app.microsoft.graph("POST", "/v1.0/oauth2PermissionGrants", {
        clientId: app.servicePrincipal.id,
        consentType: "AllPrincipals",
        resourceId: graph.body.value[0].id,
        scope,
    });
    return body.id;
}

/** What an app registration lists to have delegated permissions of Microsoft Graph. */
export function listed(...scopes: readonly string[]): object {
    const resourceAccess = scopes.map((scope) => ({
        id: graphDelegatedPermissions.find(({ value }) => value === scope)?.id,
        type: "Scope",
    }));
    return { requiredResourceAccess: [{ resourceAppId: graphAppId, resourceAccess }] };
}

/** The claims of a token, unverified. */
export function claims(token: string): Record<string, unknown> {
    return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
}
