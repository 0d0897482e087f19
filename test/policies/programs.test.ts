import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import * as types from "../../policies/resource-types.ts";
import { rules } from "../../policies/rules.ts";
import { type Changes, changed, good, goodProgram } from "./good.ts";
import { type Declared, idOf, type Props, type Run, verdictsOn } from "./verdicts.ts";

// One rule counts from today.
beforeAll(() => {
    vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-25T12:00:00Z") });
});
afterAll(() => {
    vi.useRealTimers();
});

interface Program extends Run, Changes {}

interface BadProgram extends Program {
    /** Each rule that catches it with the resource it is caught on, and its level where that is not mandatory. */
    readonly caught: readonly (readonly [string, string, "advisory"?])[];
}

const tokenVault = "urn:auth0:params:oauth:grant-type:token-exchange:federated-connection-access-token";
const graph = "00000003-0000-0000-c000-000000000000";
const mailRead = "570282fd-fa5c-430d-a7fd-fc8dc98a9dca";
const groupReadAll = "5f8c59db-677d-491f-a6b8-5f174b11ec1d";

const login = (path: string, value: unknown) => ({ login: changed(good.application, path, value) });
const password = (changes: Props) => ({ "login-a": { ...good.applicationPassword, ...changes } });
const principal = (changes: Props) => ({ "login-principal": { ...good.servicePrincipal, ...changes } });
const microsoft = (path: string, value: unknown) => ({ microsoft: changed(good.connection, path, value) });
const portal = (path: string, value: unknown) => ({ portal: changed(good.client, path, value) });
const grant = (changes: Props) => ({ "portal-grant": { ...good.clientGrant, ...changes } });
const vault = (path: string, value: unknown) => ({ vault: changed(good.vault, path, value) });
const permission = (id: string, type = "Scope") =>
    login("requiredResourceAccesses", [{ resourceAppId: graph, resourceAccesses: [{ id, type }] }]);

const waad = (options: Props) => ({
    ...good.connection,
    strategy: "waad",
    options: { clientId: idOf("login"), clientSecret: "a client secret", scopes: ["basic_profile"], ...options },
});
const common = { waadCommonEndpoint: true, shouldTrustEmailVerifiedConnection: "never_set_emails_as_verified" };
const workAccounts = {
    login: changed(good.application, "signInAudience", "AzureADMultipleOrgs"),
    microsoft: waad(common),
};

const inProduction: Run & Changes = {
    stack: "prod",
    options: Object.fromEntries(["login", "microsoft", "portal"].map((name) => [name, { protect: true }])),
    without: ["microsoft-portal"],
    more: [
        {
            type: types.ConnectionClients.token,
            name: "microsoft-clients",
            props: { connectionId: idOf("microsoft"), enabledClients: [idOf("portal")] },
        },
    ],
};
const unprotected = (name: string) => ({
    ...inProduction,
    options: { ...inProduction.options, [name]: { protect: false } },
});

const api: Declared = { type: types.ResourceServer.token, name: "planner-api", props: good.resourceServer };
const planner: Declared[] = [
    { type: types.Client.token, name: "planner", props: good.spa },
    { type: types.Client.token, name: "planner-api-client", props: good.apiClient },
    api,
    { type: types.ClientGrant.token, name: "planner-grant", props: { ...good.clientGrant, clientId: idOf("planner") } },
    ...["planner", "planner-api-client"].map((name) => ({
        type: types.ConnectionClient.token,
        name: `microsoft-${name}`,
        props: { connectionId: idOf("microsoft"), clientId: idOf(name) },
    })),
];
const split = (type: string, props: Props): Declared => ({
    type: `azuread:index/${type.charAt(0).toLowerCase()}${type.slice(1)}:${type}`,
    name: "part",
    props: { applicationId: idOf("login"), ...props },
});

const bad: Record<string, BadProgram> = {
    "a redirect URI without TLS": {
        props: login("web.redirectUris", ["http://login.acme.example/login/callback"]),
        caught: [
            ["redirect-uri-uses-https", "login"],
            ["redirect-uri-is-auth0-callback", "login"],
        ],
    },
    "a redirect URI with a wildcard": {
        props: login("web.redirectUris", ["https://*.acme.example/login/callback"]),
        caught: [
            ["redirect-uri-has-no-wildcard", "login"],
            ["redirect-uri-is-auth0-callback", "login"],
        ],
    },
    "a redirect URI that someone tried the app with": {
        ...inProduction,
        props: login("web.redirectUris", [
            "https://login.acme.example/login/callback",
            "http://localhost:3000/callback",
        ]),
        caught: [
            ["redirect-uri-is-not-localhost", "login"],
            ["redirect-uri-is-auth0-callback", "login"],
        ],
    },
    "a redirect URI of the app instead of Auth0": {
        props: login("web.redirectUris", ["https://portal.acme.example/auth/callback"]),
        caught: [["redirect-uri-is-auth0-callback", "login"]],
    },
    "a redirect URI with a slash too many": {
        props: login("web.redirectUris", ["https://login.acme.example/login/callback/"]),
        caught: [["redirect-uri-is-auth0-callback", "login"]],
    },
    "a callback of somebody else's tenant": {
        props: login("web.redirectUris", ["https://evil.eu.auth0.com/login/callback"]),
        settings: { "redirect-uri-is-auth0-callback": { allowedDomains: ["login.acme.example"] } },
        caught: [["redirect-uri-is-auth0-callback", "login"]],
    },
    "a callback on the platform of single-page apps": {
        props: login("singlePageApplication", { redirectUris: ["https://login.acme.example/login/callback"] }),
        caught: [["redirect-uri-is-auth0-callback", "login"]],
    },
    "the implicit grant for access tokens": {
        props: login("web.implicitGrant.accessTokenIssuanceEnabled", true),
        caught: [["no-implicit-grant", "login"]],
    },
    "the implicit grant for ID tokens": {
        props: login("web.implicitGrant.idTokenIssuanceEnabled", true),
        caught: [["no-implicit-grant", "login"]],
    },
    "personal accounts wanted, and only the own directory admitted": {
        props: login("signInAudience", "AzureADMyOrg"),
        caught: [["audience-fits-strategy", "login"]],
    },
    "an audience that was left out": {
        props: login("signInAudience", undefined),
        caught: [["audience-fits-strategy", "login"]],
    },
    "personal accounts admitted to a connection for one directory": {
        props: { microsoft: waad({ domain: "acme.example" }) },
        caught: [["audience-fits-strategy", "login"]],
    },
    "the common endpoint with an app of one directory": {
        props: { ...workAccounts, ...login("signInAudience", "AzureADMyOrg") },
        caught: [["audience-fits-strategy", "login"]],
    },
    "access tokens of version 1": {
        props: login("api.requestedAccessTokenVersion", 1),
        caught: [["token-version-is-2", "login"]],
    },
    "the provider's default token version": {
        props: login("api", undefined),
        caught: [["token-version-is-2", "login"]],
    },
    "a client secret without an end": {
        props: password({ endDate: undefined }),
        caught: [["client-secret-ends-in-time", "login-a"]],
    },
    "a client secret for two years": {
        props: password({ endDate: "2028-11-02T00:00:00Z" }),
        caught: [["client-secret-ends-in-time", "login-a"]],
    },
    "a client secret that ends in milliseconds": {
        props: password({ endDate: "2027-05-01T00:00:00.000Z" }),
        caught: [["client-secret-ends-in-whole-seconds", "login-a"]],
    },
    "a client secret that ends in another zone": {
        props: password({ endDate: "2027-05-01T00:00:00+02:00" }),
        caught: [["client-secret-ends-in-whole-seconds", "login-a"]],
    },
    "a client secret with a relative end": {
        props: password({ endDate: undefined, endDateRelative: "4320h" }),
        caught: [
            ["client-secret-ends-in-time", "login-a"],
            ["no-relative-end-of-client-secret", "login-a"],
        ],
    },
    "a client secret inside the application": {
        props: login("password", { displayName: "inline", endDate: "2027-05-01T00:00:00Z" }),
        caught: [["no-client-secret-inside-application", "login"]],
    },
    "two client secrets that end in the same week": {
        props: password({ endDate: "2027-02-05T00:00:00Z" }),
        caught: [["client-secrets-end-apart", "login-a"]],
    },
    "one owner": {
        props: login("owners", ["4b8e6f21-9d37-4c5a-8e12-f3a7b9c0d4e6"]),
        caught: [["app-registration-has-owners", "login", "advisory"]],
    },
    "a permission that no list allows": {
        props: permission(mailRead),
        settings: { "permission-is-allowed": { allowedScopes: ["User.Read"] } },
        caught: [["permission-is-allowed", "login"]],
    },
    "a permission that nobody has heard of": {
        props: permission("11111111-2222-3333-4444-555555555555"),
        caught: [["permission-is-allowed", "login"]],
    },
    "an application permission on Microsoft Graph": {
        props: permission("18a4783c-866b-4cc7-a460-3d5e5662c884", "Role"),
        caught: [["permission-is-allowed", "login"]],
    },
    "a permission for administrators": {
        props: permission(groupReadAll),
        caught: [["admin-only-permission-is-named", "login"]],
    },
    "consent to a permission for administrators": {
        more: [
            {
                type: types.DelegatedPermissionGrant.token,
                name: "consent",
                props: {
                    servicePrincipalObjectId: idOf("login-principal"),
                    claimValues: ["User.Read", "Directory.Read.All"],
                },
            },
        ],
        caught: [["admin-only-permission-is-named", "consent"]],
    },
    "Microsoft Graph's service principal taken over": {
        props: principal({ clientId: graph, useExisting: true }),
        caught: [["no-existing-service-principal-of-microsoft", "login-principal"]],
    },
    "redirect URIs beside the application": {
        more: [
            split("ApplicationRedirectUris", {
                type: "Web",
                redirectUris: ["https://acme.eu.auth0.com/login/callback"],
            }),
        ],
        caught: [["no-split-resources-beside-application", "part"]],
    },
    "an owner beside the application": {
        more: [split("ApplicationOwner", { ownerObjectId: "4b8e6f21-9d37-4c5a-8e12-f3a7b9c0d4e6" })],
        caught: [["no-split-resources-beside-application", "part"]],
    },
    "API access beside the application, for administrators": {
        more: [split("ApplicationApiAccess", { apiClientId: graph, scopeIds: [groupReadAll] })],
        caught: [
            ["admin-only-permission-is-named", "part"],
            ["no-split-resources-beside-application", "part"],
        ],
    },
    "an app registration that production could lose": {
        ...unprotected("login"),
        caught: [["application-is-protected-in-production", "login"]],
    },
    "Token Vault off and a client that needs it": {
        props: microsoft("connectedAccounts.active", false),
        caught: [["token-vault-is-on", "microsoft"]],
    },
    "Token Vault never spoken of": {
        props: microsoft("connectedAccounts", undefined),
        caught: [
            ["connected-accounts-is-written", "microsoft"],
            ["token-vault-is-on", "microsoft"],
        ],
    },
    "Token Vault by the old switch": {
        props: {
            microsoft: changed(
                changed(good.connection, "connectedAccounts", undefined),
                "options.federatedConnectionsAccessTokens.active",
                true,
            ),
        },
        caught: [
            ["connected-accounts-is-written", "microsoft"],
            ["no-legacy-token-vault-switch", "microsoft"],
            ["token-vault-is-on", "microsoft"],
        ],
    },
    "a connection without a name": {
        props: microsoft("name", undefined),
        caught: [["connection-name-is-explicit", "microsoft"]],
    },
    "a connection with a generated name": {
        props: microsoft("name", "microsoft-1a2b3c4"),
        caught: [["connection-name-is-explicit", "microsoft"]],
    },
    "a Microsoft Graph scope for a windowslive connection": {
        props: microsoft("options.scopes", ["signin", "User.Read"]),
        caught: [["connection-scope-is-known", "microsoft"]],
    },
    "a windowslive option for a waad connection": {
        props: { ...workAccounts, microsoft: waad({ ...common, scopes: ["basic_profile", "offline_access"] }) },
        caught: [["connection-scope-is-known", "microsoft"]],
    },
    "ignored changes of a connection's client secret": {
        options: { microsoft: { ignoreChanges: ["options.clientSecret"] } },
        caught: [["connection-options-are-not-ignored", "microsoft"]],
    },
    "ignored changes of everything": {
        options: { microsoft: { ignoreChanges: ["*"] } },
        caught: [["connection-options-are-not-ignored", "microsoft"]],
    },
    "anybody's e-mail addresses trusted": {
        props: {
            ...workAccounts,
            microsoft: waad({ ...common, shouldTrustEmailVerifiedConnection: "always_set_emails_as_verified" }),
        },
        caught: [["email-is-not-trusted-on-common-endpoint", "microsoft"]],
    },
    "production's clients linked one by one": {
        ...inProduction,
        without: [],
        more: [],
        caught: [["linking-is-exclusive-in-production", "microsoft-portal", "advisory"]],
    },
    "Token Vault in the browser": {
        more: planner.map((resource) =>
            resource.name === "planner"
                ? { ...resource, props: { ...good.spa, grantTypes: [...good.spa.grantTypes, tokenVault] } }
                : resource,
        ),
        caught: [["token-vault-client-is-confidential", "planner"]],
    },
    "a Token Vault client that proves nothing": {
        props: { "portal-credentials": { ...good.clientCredentials, authenticationMethod: "none" } },
        caught: [["token-vault-client-is-confidential", "portal-credentials"]],
    },
    "a Token Vault client by Auth0's old defaults": {
        props: portal("oidcConformant", undefined),
        caught: [["token-vault-client-is-oidc-conformant", "portal"]],
    },
    "a Token Vault client of somebody else": {
        props: portal("isFirstParty", false),
        caught: [["token-vault-client-is-first-party", "portal"]],
    },
    "hardening by rotation": {
        props: portal("refreshToken.rotationType", "rotating"),
        caught: [["token-vault-client-does-not-rotate", "portal"]],
    },
    "the implicit grant with Token Vault": {
        props: portal("grantTypes", ["authorization_code", "implicit", "refresh_token", tokenVault]),
        caught: [
            ["token-vault-client-has-exact-grant-types", "portal"],
            ["no-implicit-grant-with-token-vault", "portal"],
        ],
    },
    "client credentials with Token Vault": {
        props: portal("grantTypes", ["authorization_code", "client_credentials", "refresh_token", tokenVault]),
        caught: [["token-vault-client-has-exact-grant-types", "portal"]],
    },
    "Token Vault without refresh tokens": {
        props: portal("grantTypes", ["authorization_code", tokenVault]),
        caught: [["token-vault-client-has-exact-grant-types", "portal"]],
    },
    "a My Account grant for the app itself": {
        props: grant({ subjectType: "client" }),
        caught: [
            ["my-account-grant-is-for-users", "portal-grant"],
            ["linked-client-has-grant-and-policy", "portal"],
        ],
    },
    "a My Account grant for everything": {
        props: grant({ allowAllScopes: true, scopes: undefined }),
        caught: [["my-account-scopes-are-needed", "portal-grant"]],
    },
    "a My Account grant that reaches second factors": {
        props: grant({ scopes: [...good.clientGrant.scopes, "delete:me:authentication_methods"] }),
        caught: [["my-account-scopes-are-needed", "portal-grant"]],
    },
    "a refresh-token policy that reaches second factors": {
        props: portal("refreshToken.policies.0.scopes", ["create:me:authentication_methods"]),
        caught: [["my-account-scopes-are-needed", "portal"]],
    },
    "a callback without TLS": {
        props: portal("callbacks", ["http://portal.acme.example/auth/callback"]),
        caught: [["callback-uses-https", "portal"]],
    },
    "a callback to a developer's machine in production": {
        ...inProduction,
        props: portal("callbacks", ["http://localhost:3000/auth/callback"]),
        caught: [["callback-uses-https", "portal"]],
    },
    "a connection that production could lose": {
        ...unprotected("microsoft"),
        caught: [["connection-is-protected-in-production", "microsoft"]],
    },
    "a client that production could lose": {
        ...unprotected("portal"),
        caught: [["client-is-protected-in-production", "portal"]],
    },
    "an API that production could lose": {
        ...inProduction,
        more: [...(inProduction.more ?? []), api],
        caught: [["api-is-protected-in-production", "planner-api"]],
    },
    "a linked client without a grant": {
        without: ["portal-grant"],
        caught: [["linked-client-has-grant-and-policy", "portal"]],
    },
    "a linked client without a policy": {
        props: portal("refreshToken.policies", []),
        caught: [["linked-client-has-grant-and-policy", "portal"]],
    },
    "a grant on the tenant's domain and a policy on the custom one": {
        props: grant({ audience: "https://acme.eu.auth0.com/me/" }),
        caught: [
            ["linked-client-has-grant-and-policy", "portal"],
            ["linked-client-has-grant-and-policy", "portal"],
        ],
    },
    "a key vault with access policies": {
        props: vault("properties.enableRbacAuthorization", false),
        caught: [["vault-uses-rbac", "vault"]],
    },
    "a key vault by the SDK's defaults": {
        props: { vault: { properties: {} } },
        caught: [
            ["vault-uses-rbac", "vault"],
            ["vault-has-purge-protection", "vault"],
            ["vault-denies-network-by-default", "vault"],
        ],
    },
    "a key vault of an older API's version, open to every network": {
        without: ["vault"],
        more: [
            {
                type: "azure-native:keyvault/v20230701:Vault",
                name: "vault",
                props: vault("properties.networkAcls.defaultAction", "Allow").vault,
            },
        ],
        caught: [["vault-denies-network-by-default", "vault"]],
    },
    "a key vault that forgets at once": {
        props: vault("properties.enableSoftDelete", false),
        caught: [["vault-has-soft-delete", "vault"]],
    },
    "a key vault that forgets within a week": {
        props: vault("properties.softDeleteRetentionInDays", 7),
        caught: [["vault-has-soft-delete", "vault"]],
    },
    "a secret that stays in a key vault for ever": {
        props: { "vault-portal": { properties: { value: "a client secret" } } },
        caught: [["vault-secret-ends", "vault-portal"]],
    },
};

const passing: Record<string, Program> = {
    "people of any kind sign in to a web app": {},
    "the same in production": inProduction,
    "work accounts of any directory": { props: workAccounts },
    "the own directory": {
        props: { ...login("signInAudience", "AzureADMyOrg"), microsoft: waad({ domain: "acme.example" }) },
    },
    "the own directory, with an app registration that another connection shares": {
        props: { ...workAccounts, microsoft: waad({ domain: "acme.example" }) },
    },
    "work and personal accounts by one app registration": {
        more: [{ type: types.Connection.token, name: "work", props: { ...waad(common), name: "work" } }],
    },
    "a single-page app with its API": { more: planner },
    "an app on a developer's machine": { props: portal("callbacks", ["http://localhost:3000/auth/callback"]) },
    "a native app of its own, with a scheme of its own": {
        more: [
            {
                type: types.Client.token,
                name: "phone",
                props: {
                    appType: "native",
                    grantTypes: ["authorization_code"],
                    callbacks: ["com.acme.app://callback"],
                },
            },
        ],
    },
    "sign-in without Token Vault": {
        props: {
            ...microsoft("connectedAccounts.active", false),
            ...portal("grantTypes", ["authorization_code", "refresh_token"]),
        },
    },
    "two domains, while apps move": {
        props: {
            ...login("web.redirectUris", [
                "https://acme.eu.auth0.com/login/callback",
                "https://login.acme.example/login/callback",
            ]),
            ...portal("refreshToken.policies.1", {
                audience: "https://acme.eu.auth0.com/me/",
                scopes: good.clientGrant.scopes,
            }),
        },
        more: [
            {
                type: types.ClientGrant.token,
                name: "portal-grant-of-old",
                props: { ...good.clientGrant, audience: "https://acme.eu.auth0.com/me/" },
            },
        ],
    },
    "a client of another team, by its id": {
        more: [
            {
                type: types.ConnectionClient.token,
                name: "reports",
                props: { connectionId: idOf("microsoft"), clientId: "Zq4Xw8Tn2Lk6Vb0Rj5Yc9Hd3Ms7Pf1Ga" },
            },
        ],
    },
    "a permission for administrators that was named": {
        props: permission(groupReadAll),
        settings: { "admin-only-permission-is-named": { adminOnlyScopes: ["Group.Read.All"] } },
    },
    "an app registration that has nothing to do with Auth0": {
        more: [
            {
                type: types.Application.token,
                name: "intranet",
                props: {
                    ...good.application,
                    signInAudience: "AzureADMyOrg",
                    web: { redirectUris: ["https://intranet.acme.example/signin-oidc"] },
                },
            },
        ],
    },
    "a registration in parts, whole application there is none": {
        more: [
            { type: types.ApplicationRegistration.token, name: "parts", props: { displayName: "Parts" } },
            {
                type: types.ApplicationRedirectUris.token,
                name: "parts-uris",
                props: {
                    applicationId: idOf("parts"),
                    type: "Web",
                    redirectUris: ["https://parts.acme.example/callback"],
                },
            },
        ],
    },
    "a connection to somebody other than Microsoft": {
        more: [{ type: types.Connection.token, name: "google", props: { name: "google", strategy: "google-oauth2" } }],
    },
    "a service principal of one's own taken up": {
        props: principal({ clientId: "8d2f4b60-4a57-4c9e-9d0f-6b1a3c5e7f92", useExisting: true }),
    },
    "a key vault in a private network": {
        props: {
            vault: {
                properties: { ...good.vault.properties, networkAcls: undefined, publicNetworkAccess: "Disabled" },
            },
        },
    },
    "a stack before production": { ...inProduction, options: {}, stack: "preprod" },
    "nothing of either cloud": {
        without: goodProgram().map(({ name = "" }) => name),
        more: [{ type: "aws:s3/bucket:Bucket", props: { website: { indexDocument: "index.html" } } }],
    },
};

describe.each(["preview", "state"] as const)("a program in %s", (of) => {
    it.each(Object.entries(bad))("is caught: %s", async (_title, { caught, ...program }) => {
        const verdicts = await verdictsOn(rules, goodProgram(program), { ...program, of });

        const said = verdicts.filter(({ isNote }) => !isNote);
        expect(
            said.map(({ rule, resource, level }) => [rule, resource, ...(level === "advisory" ? [level] : [])]),
        ).toEqual(expect.arrayContaining([...caught]));
        expect(said).toHaveLength(caught.length);
    });

    it.each(Object.entries(passing))("passes: %s", async (_title, program) => {
        expect(await verdictsOn(rules, goodProgram(program), { ...program, of })).toEqual([]);
    });
});

it("has a bad program for every rule", () => {
    const caught = new Set(Object.values(bad).flatMap((program) => program.caught.map(([rule]) => rule)));

    expect(rules.map(({ name }) => name).filter((name) => !caught.has(name))).toEqual([]);
});
