import { AuthClient } from "@auth0/auth0-auth-js";
import { ManagementClient } from "auth0";
import { ProxyAgent, fetch as undiciFetch } from "undici";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startWorld, type World } from "../../../../sandbox/world.ts";
import { Browser } from "../../browser.ts";
import { accounts } from "../../microsoft/login/people.ts";
import { seed } from "../../microsoft/microsoft-fixture.ts";
import { customDomain, deployer, domain } from "../auth0-fixture.ts";

const callbackUrl = "https://portal.example/auth/callback";
const graphUrl = "https://graph.microsoft.com/v1.0";

let world: World;
let agent: ProxyAgent;
let ask: typeof fetch;
let portal: { readonly id: string; readonly secret: string };
let connectionId: string;
let application: { readonly objectId: string; readonly clientId: string };

beforeAll(async () => {
    world = await startWorld({
        tenant: { domain, customDomains: [{ domain: customDomain, status: "ready" }], deployer },
        directory: seed,
    });
    agent = new ProxyAgent({ uri: world.proxyUrl, requestTls: { ca: world.caPem } });
    ask = ((input: string, init?: object) =>
        undiciFetch(input, { ...init, dispatcher: agent })) as unknown as typeof fetch;
    application = await registered();
    const secret = (await graph("POST", `/applications/${application.objectId}/addPassword`, {})).secretText;

    const connection = await sdk().connections.create({
        name: "windowslive",
        strategy: "windowslive",
        options: options(secret),
    });
    connectionId = connection.id ?? "";
    const client = await sdk().clients.create({
        name: "portal",
        app_type: "regular_web",
        oidc_conformant: true,
        token_endpoint_auth_method: "client_secret_post",
        grant_types: ["authorization_code", "refresh_token"],
        jwt_configuration: { alg: "RS256" },
        callbacks: [callbackUrl],
    });
    portal = { id: client.client_id ?? "", secret: client.client_secret ?? "" };
    await sdk().connections.clients.update(connectionId, [{ client_id: portal.id, status: true }]);
});
afterAll(async () => {
    await agent.destroy();
    await world.close();
});

function sdk(): ManagementClient {
    return new ManagementClient({ domain, ...deployer, fetch: ask, maxRetries: 0 });
}

function options(secret: string, changes: object = {}) {
    return {
        client_id: application.clientId,
        client_secret: secret,
        strategy_version: 2,
        graph_user: true,
        offline_access: true,
        ...changes,
    };
}

async function graph(method: string, path: string, body: object) {
    const { clientId, clientSecret } = seed.deployer;
    const token = await ask(`https://login.microsoftonline.com/${seed.tenantId}/oauth2/v2.0/token`, {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams({
            grant_type: "client_credentials",
            client_id: clientId,
            client_secret: clientSecret,
            scope: "https://graph.microsoft.com/.default",
        }).toString(),
    });
    const { access_token } = (await token.json()) as { access_token: string };
    const reply = await ask(`${graphUrl}${path}`, {
        method,
        headers: { authorization: `Bearer ${access_token}`, "content-type": "application/json" },
        body: JSON.stringify(body),
    });
    // biome-ignore lint/suspicious/noExplicitAny: a reply is read as the tests expect it to be
    return (reply.status === 204 ? {} : await reply.json()) as any;
}

async function registered() {
    const { id, appId } = await graph("POST", "/applications", {
        displayName: "Portal sign-in",
        signInAudience: "AzureADandPersonalMicrosoftAccount",
        api: { requestedAccessTokenVersion: 2 },
        web: { redirectUris: [domain, customDomain].map((host) => `https://${host}/login/callback`) },
    });
    await graph("POST", "/servicePrincipals", { appId });
    return { objectId: id, clientId: appId };
}

function client(host: string): AuthClient {
    return new AuthClient({
        domain: host,
        clientId: portal.id,
        clientSecret: portal.secret,
        authorizationParams: { redirect_uri: callbackUrl },
        customFetch: ask,
    });
}

function browser(): Browser {
    return new Browser(ask, (url) => url.hostname === "portal.example");
}

/** From the app to the app, by way of Microsoft's pages. */
async function signedIn(host: string, username: string, parameters: Readonly<Record<string, string>> = {}) {
    const { authorizationUrl, codeVerifier } = await client(host).buildAuthorizationUrl({
        authorizationParams: { connection: "windowslive", ...parameters },
    });
    const used = browser();
    let visit = await used.open(authorizationUrl.href);
    const pages = [visit.page];
    if (visit.page === "microsoft-sign-in") {
        visit = await used.press(visit, "username", username);
        pages.push(visit.page);
    }
    if (visit.page === "microsoft-consent") visit = await used.press(visit, "answer", "accept");
    return { url: visit.url, visit, codeVerifier, pages };
}

describe.each([domain, customDomain])("with Microsoft behind %s", (host) => {
    it.each([
        ["a person of the directory", accounts.ada],
        ["a person with a personal account", accounts.sam],
    ])("%s signs in", async (_who, account) => {
        const { url, codeVerifier, pages } = await signedIn(host, account.username);
        expect(pages[0]).toBe("microsoft-sign-in");
        const tokens = await client(host).getTokenByCode(url, { codeVerifier });
        expect(tokens.claims).toMatchObject({
            iss: `https://${host}/`,
            sub: `windowslive|${account.id}`,
            name: account.displayName,
        });
        const fresh = await client(host).getTokenByRefreshToken({ refreshToken: tokens.refreshToken ?? "" });
        expect(fresh.scope).toBe("openid profile email offline_access");
    });
});

describe("what Microsoft refuses", () => {
    it("reaches the app when the person turns back", async () => {
        const { url } = await signedIn(domain, "");
        expect(url.searchParams.get("error")).toBe("access_denied");
    });

    it("reaches the app, with Microsoft's number, when the client secret is wrong", async () => {
        const { options: before = {} } = await sdk().connections.get(connectionId);
        await sdk().connections.update(connectionId, { options: options("wrong") as never });
        const { url } = await signedIn(domain, accounts.ada.username);
        await sdk().connections.update(connectionId, { options: before as never });
        expect([url.searchParams.get("error"), url.searchParams.get("error_description")?.slice(0, 13)]).toEqual([
            "invalid_request",
            "AADSTS7000215",
        ]);
    });

    it("reaches the app when the connection asks for Live Connect's scope", async () => {
        const { options: before = {} } = await sdk().connections.get(connectionId);
        const { value } = { value: (before as { client_secret?: string }).client_secret ?? "" };
        await sdk().connections.update(connectionId, { options: options(value, { strategy_version: 1 }) as never });
        const { url, visit } = await signedIn(domain, accounts.ada.username);
        await sdk().connections.update(connectionId, { options: before as never });
        const told = url.searchParams.get("error_description") ?? visit.error ?? "";
        expect(told).toMatch(/^AADSTS(70011|650053)/);
    });

    it("stays on Microsoft's page when the callback URL is not registered there", async () => {
        await graph("PATCH", `/applications/${application.objectId}`, {
            web: { redirectUris: [`https://${customDomain}/login/callback`] },
        });
        const { authorizationUrl } = await client(domain).buildAuthorizationUrl({
            authorizationParams: { connection: "windowslive" },
        });
        const visit = await browser().open(authorizationUrl.href);
        expect([visit.page, visit.error]).toEqual(["microsoft-error", "AADSTS50011"]);
    });
});
