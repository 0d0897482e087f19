import { ManagementClient } from "auth0";
import { ProxyAgent, fetch as undiciFetch } from "undici";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectedAccountsScopes } from "../../../../catalogue/auth0.ts";
import { startWorld, type World } from "../../../../sandbox/world.ts";
import { Browser, type Visit } from "../../browser.ts";
import { accounts } from "../../microsoft/login/people.ts";
import { seed } from "../../microsoft/microsoft-fixture.ts";
import { customDomain, deployer, domain } from "../auth0-fixture.ts";
import { callbackUrl, exchangeRequest } from "./vault-fixture.ts";

const portal = { id: "portalPortalPortalPortalPortalPo", secret: "portal-secret" };
const callbackUrls = [domain, customDomain].map((host) => `https://${host}/login/callback`);

let world: World;
let agent: ProxyAgent;
let ask: typeof fetch;
let application: { readonly objectId: string; readonly clientId: string };
let connectionId: string;

beforeAll(async () => {
    world = await startWorld({
        tenant: {
            domain,
            customDomains: [{ domain: customDomain, status: "ready" }],
            deployer,
            clients: [{ clientId: portal.id, clientSecret: portal.secret, name: "Portal", callbacks: [callbackUrl] }],
            myAccountApis: [`https://${domain}/me/`, `https://${customDomain}/me/`],
        },
        directory: { ...seed, consentPolicy: "user" },
    });
    agent = new ProxyAgent({ uri: world.proxyUrl, requestTls: { ca: world.caPem } });
    ask = ((input: string, init?: object) =>
        undiciFetch(input, { ...init, dispatcher: agent })) as unknown as typeof fetch;

    const app = await graph("POST", "/applications", {
        displayName: "Portal sign-in",
        signInAudience: "AzureADandPersonalMicrosoftAccount",
        api: { requestedAccessTokenVersion: 2 },
        web: { redirectUris: callbackUrls },
    });
    await graph("POST", "/servicePrincipals", { appId: app.appId });
    application = { objectId: app.id, clientId: app.appId };

    const connection = await sdk().connections.create({
        name: "windowslive",
        strategy: "windowslive",
        options: options((await graph("POST", `/applications/${app.id}/addPassword`, {})).secretText),
        connected_accounts: { active: true },
    });
    connectionId = connection.id ?? "";
    await sdk().connections.clients.update(connectionId, [{ client_id: portal.id, status: true }]);
    for (const host of [domain, customDomain]) {
        await sdk().clientGrants.create({
            client_id: portal.id,
            audience: `https://${host}/me/`,
            scope: [...connectedAccountsScopes],
            subject_type: "user",
        });
    }
});
afterAll(async () => {
    await agent.destroy();
    await world.close();
});

const sdk = () => new ManagementClient({ domain, ...deployer, fetch: ask, maxRetries: 0 });
const options = (secret: string) => ({
    client_id: application.clientId,
    client_secret: secret,
    strategy_version: 2,
    graph_user: true,
    offline_access: true,
});
const form = (url: string, body: Readonly<Record<string, string>>) =>
    json(url, {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams(body).toString(),
    });

// biome-ignore lint/suspicious/noExplicitAny: a reply is read as the tests expect it to be
async function json(url: string, init?: RequestInit): Promise<any> {
    const text = await (await ask(url, init)).text();
    return text === "" ? {} : JSON.parse(text);
}

/** Microsoft Graph, as the deployer. */
async function graph(method: string, path: string, body: object) {
    const { access_token } = await form(`https://login.microsoftonline.com/${seed.tenantId}/oauth2/v2.0/token`, {
        grant_type: "client_credentials",
        client_id: seed.deployer.clientId,
        client_secret: seed.deployer.clientSecret,
        scope: "https://graph.microsoft.com/.default",
    });
    return json(`https://graph.microsoft.com/v1.0${path}`, {
        method,
        headers: { authorization: `Bearer ${access_token}`, "content-type": "application/json" },
        body: JSON.stringify(body),
    });
}

/** The browser's way through Microsoft's pages, back to the app. */
async function throughMicrosoft(url: string, username: string): Promise<URLSearchParams> {
    const browser = new Browser(ask, ({ hostname }) => hostname === "portal.example");
    let visit: Visit = await browser.open(url);
    if (visit.page === "microsoft-sign-in") visit = await browser.press(visit, "username", username);
    if (visit.page === "microsoft-consent") visit = await browser.press(visit, "answer", "accept");
    if (visit.page !== undefined) throw new Error(`stopped at ${visit.page}: ${visit.error} ${visit.document.text}`);
    return visit.url.searchParams;
}

interface Session {
    readonly host: string;
    readonly refreshToken: string;
    readonly accessToken: string;
}

/** From nothing to a refresh token and a token for the My Account API. */
async function signIn(username: string, host = domain): Promise<Session> {
    const credentials = { client_id: portal.id, client_secret: portal.secret };
    const request = new URLSearchParams({
        client_id: portal.id,
        response_type: "code",
        redirect_uri: callbackUrl,
        scope: "openid profile offline_access",
        connection: "windowslive",
        state: "s",
    });
    const answer = await throughMicrosoft(`https://${host}/authorize?${request}`, username);
    const tokens = await form(`https://${host}/oauth/token`, {
        ...credentials,
        grant_type: "authorization_code",
        code: answer.get("code") ?? "",
        redirect_uri: callbackUrl,
    });
    const me = await form(`https://${host}/oauth/token`, {
        ...credentials,
        grant_type: "refresh_token",
        refresh_token: tokens.refresh_token,
        audience: `https://${host}/me/`,
        scope: connectedAccountsScopes.join(" "),
    });
    return { host, refreshToken: tokens.refresh_token, accessToken: me.access_token };
}

async function connect(session: Session, username: string, scopes: readonly string[]) {
    const me = (path: string, body: object) =>
        json(`https://${session.host}/me/v1/connected-accounts${path}`, {
            method: "POST",
            headers: { authorization: `Bearer ${session.accessToken}`, "content-type": "application/json" },
            body: JSON.stringify(body),
        });
    const begun = await me("/connect", { connection: "windowslive", redirect_uri: callbackUrl, state: "s", scopes });
    const url = `${begun.connect_uri}?ticket=${begun.connect_params.ticket}`;
    const answer = await throughMicrosoft(url, username);
    return me("/complete", {
        auth_session: begun.auth_session,
        connect_code: answer.get("connect_code") ?? "",
        redirect_uri: callbackUrl,
    });
}

const exchange = ({ host, refreshToken }: Session, changes: Readonly<Record<string, string>> = {}) =>
    form(`https://${host}/oauth/token`, {
        ...exchangeRequest,
        client_id: portal.id,
        client_secret: portal.secret,
        subject_token: refreshToken,
        ...changes,
    });
const events = (token: string) =>
    json("https://graph.microsoft.com/v1.0/me/calendar/events", { headers: { authorization: `Bearer ${token}` } });

const calendarScopes = ["openid", "profile", "offline_access", "User.Read", "Calendars.Read"];

describe.each([domain, customDomain])("sign in, connect, exchange, call Graph, on %s", (host) => {
    it.each([
        ["work account", accounts.ada.username],
        ["personal account", accounts.sam.username],
    ])("with a %s", async (_kind, username) => {
        const session = await signIn(username, host);
        const account = await connect(session, username, calendarScopes);
        expect(account).toMatchObject({ connection: "windowslive", access_type: "offline" });
        expect(account.scopes).toEqual(expect.arrayContaining(["Calendars.Read", "User.Read"]));

        const token = await exchange(session);
        expect(token.token_type).toBe("Bearer");
        expect((await events(token.access_token)).value.length).toBeGreaterThan(0);
    });
});

describe("with Microsoft behind the vault", () => {
    it("a token that ended is refreshed, and Graph takes the new one", async () => {
        const session = await signIn(accounts.ada.username);
        await connect(session, accounts.ada.username, calendarScopes);
        const first = await exchange(session);
        expect((await exchange(session)).access_token).toBe(first.access_token);
        world.clock.advance(2 * 3600_000);
        const second = await exchange(session);
        expect(second.access_token).not.toBe(first.access_token);
        expect((await events(second.access_token)).value.length).toBeGreaterThan(0);
    });

    it("several accounts of one person are told apart by a login hint", async () => {
        const session = await signIn(accounts.ada.username);
        await connect(session, accounts.ada.username, calendarScopes);
        await connect(session, accounts.sam.username, calendarScopes);
        const nameFor = async (login_hint: string) => {
            const { access_token } = await exchange(session, { login_hint });
            const me = await json("https://graph.microsoft.com/v1.0/me", {
                headers: { authorization: `Bearer ${access_token}` },
            });
            return me.displayName;
        };
        expect([await nameFor(accounts.sam.username), await nameFor(accounts.ada.username)]).toEqual(["Sam", "Ada"]);
    });

    it("an account is known by Graph's id where openid was not asked for", async () => {
        const session = await signIn(accounts.olivia.username);
        await connect(session, accounts.olivia.username, ["User.Read", "offline_access"]);
        expect([...world.tenant.connectedAccounts.values()].at(-1)?.upstream).toEqual({
            id: accounts.olivia.id,
            username: accounts.olivia.username,
        });
    });

    it("without offline_access there is a token until its end, and none afterwards", async () => {
        const connection = await sdk().connections.get(connectionId);
        const { offline_access: _off, ...others } = connection.options as Record<string, unknown>;
        await sdk().connections.update(connectionId, { options: others as never });
        const session = await signIn(accounts.oscar.username);
        await connect(session, accounts.oscar.username, ["openid", "profile", "User.Read"]);
        await sdk().connections.update(connectionId, { options: connection.options as never });

        expect((await exchange(session)).access_token).toEqual(expect.any(String));
        world.clock.advance(2 * 3600_000);
        expect((await exchange(session)).error).toBe("federated_connection_refresh_token_not_found");
    });

    it("a secret that Microsoft does not take any more fails the refresh, and the log says why", async () => {
        const session = await signIn(accounts.ada.username);
        await connect(session, accounts.ada.username, calendarScopes);
        const { options: before = {} } = await sdk().connections.get(connectionId);
        await sdk().connections.update(connectionId, { options: options("wrong") as never });
        world.clock.advance(2 * 3600_000);
        const refused = await exchange(session);
        await sdk().connections.update(connectionId, { options: before as never });

        expect(refused).toEqual({
            error: "federated_connection_refresh_token_flow_failed",
            error_description: "Refresh Token flow for the Federated Connection failed",
        });
        const [event] = (await sdk().logs.list({ search: "type:feta" })).data;
        expect(event?.description).toMatch(/AADSTS7000215/);
        expect((await exchange(session)).access_token).toEqual(expect.any(String));
    });

    it("what was connected is never in the replies, the logs or the inventory", async () => {
        const session = await signIn(accounts.ada.username);
        await connect(session, accounts.ada.username, calendarScopes);
        const { access_token } = await exchange(session);
        const shown = JSON.stringify([
            await sdk().users.list({}),
            (await sdk().logs.list({})).data,
            world.tenant.inventory(),
        ]);
        const vaulted = [...world.tenant.connectedAccounts.values()].flatMap(({ vault }) => vault.refreshToken ?? []);
        const secrets = [access_token, session.refreshToken, session.accessToken, ...vaulted];
        expect(secrets.filter((secret) => shown.includes(secret))).toEqual([]);
    });
});
