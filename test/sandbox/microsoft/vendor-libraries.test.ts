import { type AuthorizationCodeRequest, ConfidentialClientApplication, CryptoProvider } from "@azure/msal-node";
import { Client, type GraphError } from "@microsoft/microsoft-graph-client";
import type { DriveItem, User } from "@microsoft/microsoft-graph-types";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type App, callback, createApp } from "./login/app.ts";
import { answered, Browser, shown } from "./login/browser.ts";
import { accounts, type PersonName } from "./login/people.ts";
import { type Microsoft, startMicrosoft } from "./microsoft-fixture.ts";
import { networkClient } from "./token/network-client.ts";

const login = "https://login.microsoftonline.com";
let microsoft: Microsoft;
let app: App;

beforeAll(async () => {
    microsoft = await startMicrosoft();
    microsoft.directory.consentPolicy = "user";
    app = await createApp(microsoft);
});
afterAll(() => microsoft.close());

describe("Microsoft's own client library, unmodified,", () => {
    it.each<PersonName>(["ada", "olivia", "sam"])("signs %s in, refreshes silently and calls Graph", async (name) => {
        const client = msal();
        const { challenge, verifier } = await new CryptoProvider().generatePkceCodes();
        const scopes = ["User.Read", "Files.Read"];
        const url = await client.getAuthCodeUrl({
            scopes,
            redirectUri: callback,
            codeChallenge: challenge,
            codeChallengeMethod: "S256",
            nonce: "of this sign-in",
            state: "of this browser",
        });
        const { code, state } = await walk(url, name);
        expect(state).toBe("of this browser");

        const request: AuthorizationCodeRequest = {
            code: code ?? "",
            scopes,
            redirectUri: callback,
            codeVerifier: verifier,
            nonce: "of this sign-in",
        };
        const signedIn = await client.acquireTokenByCode(request);
        const { id, tenantId, username, displayName } = { ...accounts[name] };
        expect(signedIn.account).toMatchObject({
            homeAccountId: `${id}.${tenantId}`,
            localAccountId: id,
            name: displayName,
            tenantId,
            username,
        });
        expect(signedIn.scopes).toEqual(expect.arrayContaining(scopes));

        const silent = await client.acquireTokenSilent({
            account: signedIn.account as NonNullable<typeof signedIn.account>,
            forceRefresh: true,
            scopes: ["Files.Read"],
        });
        expect(silent.fromCache).toBe(false);
        const graph = graphClient(silent.accessToken);
        const items: { value: DriveItem[] } = await graph.api("/me/drive/root/children").top(1).select("name").get();
        expect(items.value).toEqual([{ name: expect.any(String) }]);
    });

    it("tells of a code that was redeemed, and of a consent that is missing, in its terms", async () => {
        const client = msal();
        const scopes = ["User.Read"];
        const { code = "" } = await walk(await client.getAuthCodeUrl({ scopes, redirectUri: callback }), "ada");
        const request = { code, scopes, redirectUri: callback };
        const { account } = await client.acquireTokenByCode(request);
        await expect(client.acquireTokenByCode(request)).rejects.toMatchObject({
            errorCode: "invalid_grant",
            errorNo: 54005,
        });
        await expect(
            client.acquireTokenSilent({ account: account as NonNullable<typeof account>, scopes: ["Mail.Read"] }),
        ).rejects.toMatchObject({ errorCode: "invalid_grant", errorNo: 65001, subError: "consent_required" });
    });

    it("reads what Graph says to a token that may not", async () => {
        const { access_token } = await (await createApp(microsoft)).signIn("sam", "User.Read");
        const graph = graphClient(access_token);
        const me: User = await graph.api("/me").get();
        expect(me.userPrincipalName).toBe("sam@outlook.example");
        await expect(graph.api("/me/messages").get()).rejects.toMatchObject({
            statusCode: 403,
            code: "ErrorAccessDenied",
            message: "Access is denied. Check credentials and try again.",
        } satisfies Partial<GraphError>);
        await expect(graph.api("/me/drive/root/children").get()).rejects.toMatchObject({ code: "accessDenied" });
    });
});

function msal(): ConfidentialClientApplication {
    return new ConfidentialClientApplication({
        auth: { clientId: app.clientId, clientSecret: app.clientSecret, authority: `${login}/common` },
        system: { networkClient: networkClient(microsoft.fetch) },
    });
}

function graphClient(token: string): Client {
    return Client.initWithMiddleware({
        middleware: {
            execute: async (context) => {
                const headers = { ...context.options?.headers, authorization: `Bearer ${token}` };
                context.response = await microsoft.fetch(context.request, { ...context.options, headers });
            },
        },
    });
}

/** Goes through the pages as somebody who consents. */
async function walk(url: string, name: PersonName): Promise<Readonly<Record<string, string>>> {
    const { pathname, searchParams } = new URL(url);
    const browser = new Browser(microsoft.fetch);
    const page = await browser.open(pathname, Object.fromEntries(searchParams));
    const reply = await browser.pick(page, name);
    return answered(reply.kind === "page" ? await browser.accept(shown(reply, "microsoft-consent")) : reply);
}
