import { describe, expect, it } from "vitest";
import * as types from "../../../policies/resource-types.ts";
import { rules } from "../../../policies/rules.ts";
import { type Changes, changed, good, goodProgram } from "../good.ts";
import { idOf, unknown, verdictsOn } from "../verdicts.ts";

const login = (path: string, value: unknown): Changes => ({ props: { login: changed(good.application, path, value) } });
const portal = (path: string, value: unknown): Changes => ({ props: { portal: changed(good.client, path, value) } });

/** What one rule says of a good program with one change, first in a preview that makes it all, then in the state. */
async function said(rule: string, changes: Changes, settings = {}): Promise<string[]> {
    const only = rules.filter(({ name }) => name === rule);
    const [preview, state] = await Promise.all(
        (["preview", "state"] as const).map(async (of) => {
            const verdicts = await verdictsOn(only, goodProgram(changes), { of, settings: { [rule]: settings } });
            return verdicts.map(({ resource, message }) => `${resource}: ${message}`);
        }),
    );
    expect(preview).toEqual(state);
    return preview ?? [];
}

const note = (rule: string, path: string) =>
    `: can't run policy '${rule}' from policy pack 'pack@v1.0.0' during preview: string value at .${path} can't be known during preview`;

describe("redirect-uri-is-auth0-callback", () => {
    const rule = "redirect-uri-is-auth0-callback";

    it("shows the callback that would pass", async () => {
        const uri = "https://portal.acme.example/auth/callback";

        expect(await said(rule, login("web.redirectUris.0", uri))).toEqual([
            `login: redirect URI "${uri}" is not Auth0's callback; expected https://<Auth0 domain>/login/callback`,
        ]);
    });

    it("shows the callbacks of the allowed domains", async () => {
        const allowedDomains = ["login.acme.example", "acme.eu.auth0.com"];

        expect(await said(rule, {}, { allowedDomains })).toEqual([]);
        expect(
            await said(rule, login("web.redirectUris.0", "https://evil.auth0.com/login/callback"), { allowedDomains }),
        ).toEqual([
            `login: redirect URI "https://evil.auth0.com/login/callback" is not Auth0's callback; expected https://login.acme.example/login/callback or https://acme.eu.auth0.com/login/callback`,
        ]);
    });

    it.each([
        "https://login.acme.example/login/callback/",
        "https://login.acme.example/Login/Callback",
        "https://login.acme.example:443/login/callback",
        "https://login.acme.example/login/callback?x=1",
        "https://LOGIN.acme.example/login/callback",
        "https://login/login/callback",
        "http://login.acme.example/login/callback",
    ])("is exact: %s", async (uri) => {
        expect(await said(rule, login("web.redirectUris.0", uri))).toHaveLength(1);
    });

    it("looks at redirect URIs that stand by themselves", async () => {
        const changes: Changes = {
            without: ["login"],
            more: [
                { type: types.ApplicationRegistration.token, name: "login", props: { displayName: "Acme" } },
                {
                    type: types.ApplicationRedirectUris.token,
                    name: "uris",
                    props: { applicationId: idOf("login"), type: "Web", redirectUris: ["https://acme.example/"] },
                },
            ],
        };

        expect(await said(rule, changes)).toEqual([
            `uris: redirect URI "https://acme.example/" is not Auth0's callback; expected https://<Auth0 domain>/login/callback`,
        ]);
    });

    it("ends with a note where it does not know one, and tells of the others", async () => {
        expect(await said(rule, login("web.redirectUris", [unknown, "https://acme.example/"]))).toEqual([
            `login: redirect URI "https://acme.example/" is not Auth0's callback; expected https://<Auth0 domain>/login/callback`,
            note(rule, "web.redirectUris.0"),
        ]);
    });
});

describe("audience-fits-strategy", () => {
    const rule = "audience-fits-strategy";

    it("names the audiences that fit, and the connections they are for", async () => {
        expect(await said(rule, login("signInAudience", "AzureADMultipleOrgs"))).toEqual([
            'login: signInAudience is "AzureADMultipleOrgs"; expected "AzureADandPersonalMicrosoftAccount" or "PersonalMicrosoftAccount" for microsoft (windowslive)',
        ]);
    });

    it("asks for the audience of both where two kinds share it", async () => {
        const work = {
            type: types.Connection.token,
            name: "work",
            props: { strategy: "waad", options: { clientId: idOf("login"), waadCommonEndpoint: true } },
        };

        expect(await said(rule, { more: [work] })).toEqual([]);
        expect(await said(rule, { ...login("signInAudience", "PersonalMicrosoftAccount"), more: [work] })).toEqual([
            'login: signInAudience is "PersonalMicrosoftAccount"; expected "AzureADandPersonalMicrosoftAccount" for microsoft (windowslive), work (common)',
        ]);
    });

    it("ends with a note where it does not know the audience", async () => {
        expect(await said(rule, login("signInAudience", unknown))).toEqual([note(rule, "signInAudience")]);
    });
});

describe("no-split-resources-beside-application", () => {
    it("names the property of the application that takes its place", async () => {
        const part = {
            type: "azuread:index/applicationOptionalClaims:ApplicationOptionalClaims",
            name: "claims",
            props: { applicationId: idOf("login") },
        };

        expect(await said("no-split-resources-beside-application", { more: [part] })).toEqual([
            "claims: ApplicationOptionalClaims manages a part of Application login; expected optionalClaims of the Application",
        ]);
    });
});

describe("token-vault-is-on", () => {
    const rule = "token-vault-is-on";
    const microsoft = (path: string, value: unknown): Changes => ({
        props: { microsoft: changed(good.connection, path, value) },
    });

    it("names the clients that need it", async () => {
        expect(await said(rule, microsoft("connectedAccounts.active", false))).toEqual([
            "microsoft: connectedAccounts.active is false and portal is linked; expected true",
        ]);
    });

    it("ends with a note where it does not know", async () => {
        expect(await said(rule, microsoft("connectedAccounts.active", unknown))).toEqual([
            note(rule, "connectedAccounts.active"),
        ]);
    });
});

describe("token-vault-client-is-confidential", () => {
    const rule = "token-vault-client-is-confidential";

    it.each(["spa", "native", undefined])("refuses the type %s", async (appType) => {
        const seen = appType === undefined ? "nothing" : `"${appType}"`;

        expect(await said(rule, portal("appType", appType))).toEqual([
            `portal: appType is ${seen}; expected one of regular_web, non_interactive, resource_server`,
        ]);
    });

    it("refuses credentials that are none", async () => {
        const props = { "portal-credentials": { ...good.clientCredentials, authenticationMethod: "none" } };

        expect(await said(rule, { props })).toEqual([
            'portal-credentials: authenticationMethod of portal is "none"; expected client_secret_post, client_secret_basic, private_key_jwt or mTLS',
        ]);
    });

    it("ends with a note where it does not know", async () => {
        expect(await said(rule, portal("appType", unknown))).toEqual([note(rule, "appType")]);
    });
});

describe("linked-client-has-grant-and-policy", () => {
    const rule = "linked-client-has-grant-and-policy";
    const audience = "https://login.acme.example/me/";
    const other = "https://acme.eu.auth0.com/me/";

    it("tells what is missing", async () => {
        expect(await said(rule, { without: ["portal-grant"] })).toEqual([
            `portal: it has a refresh-token policy for "${audience}" and no grant for users; expected one`,
        ]);
        expect(await said(rule, portal("refreshToken.policies", []))).toEqual([
            `portal: it has a grant for "${audience}" and no refresh-token policy; expected one`,
        ]);
        expect(await said(rule, { ...portal("refreshToken", undefined), without: ["portal-grant"] })).toEqual([
            "portal: it has neither a My Account grant nor a refresh-token policy; expected both for https://<domain>/me/",
        ]);
    });

    it("tells of two domains that should be one", async () => {
        expect(await said(rule, { props: { "portal-grant": { ...good.clientGrant, audience: other } } })).toEqual([
            `portal: it has a refresh-token policy for "${audience}" and no grant for users; expected one, there is one for "${other}"`,
            `portal: it has a grant for "${other}" and no refresh-token policy; expected one, there is one for "${audience}"`,
        ]);
    });

    it("follows a list of clients, known in part", async () => {
        const list = {
            type: types.ConnectionClients.token,
            name: "list",
            props: { connectionId: idOf("microsoft"), enabledClients: ["a client of others", idOf("portal")] },
        };

        expect(await said(rule, { without: ["portal-grant", "microsoft-portal"], more: [list] })).toHaveLength(1);
    });

    it("ends with a note where it does not know", async () => {
        expect(await said(rule, portal("refreshToken.policies.0.audience", unknown))).toEqual([
            note(rule, "refreshToken.policies.0.audience"),
        ]);
    });
});

describe("client-secrets-end-apart", () => {
    const rule = "client-secrets-end-apart";
    const ends = (endDate: unknown): Changes => ({ props: { "login-a": { ...good.applicationPassword, endDate } } });

    it("shows both ends and the first day that would pass", async () => {
        expect(await said(rule, ends("2027-02-28T00:00:00Z"))).toEqual([
            'login-a: it ends "2027-02-28T00:00:00Z", and login-b "2027-01-30T00:00:00Z"; expected 2027-03-01 or later, 30 days apart',
        ]);
        expect(await said(rule, ends("2027-03-01T00:00:00Z"))).toEqual([]);
    });

    it("does not compare the secrets of two app registrations", async () => {
        const another = [
            { type: types.Application.token, name: "other", props: good.application },
            {
                type: types.ApplicationPassword.token,
                name: "other-a",
                props: { applicationId: idOf("other"), endDate: "2027-05-02T00:00:00Z" },
            },
        ];

        expect(await said(rule, { more: another })).toEqual([]);
    });

    it("ends with a note where it does not know", async () => {
        expect(await said(rule, ends(unknown))).toEqual([note(rule, "endDate")]);
    });
});
