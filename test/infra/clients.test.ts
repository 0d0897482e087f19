import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { ExistingClient } from "../../infra/existing-client.ts";
import { type Hooks, sharedHooks } from "../../infra/hooks.ts";
import { type MyAccountApi, myAccountApi } from "../../infra/my-account-api.ts";
import { SpaClient } from "../../infra/spa-client.ts";
import { WebClient } from "../../infra/web-client.ts";
import { namesOf, type Recorded, record, recordedOf } from "./record.ts";

const tokenVault = "urn:auth0:params:oauth:grant-type:token-exchange:federated-connection-access-token";
const myAccountScopes = ["create:me:connected_accounts", "delete:me:connected_accounts", "read:me:connected_accounts"];

interface Context {
    readonly hooks: Hooks;
    readonly owningStack: string;
    readonly myAccountApis: readonly MyAccountApi[];
}

function recorded(make: (context: Context) => unknown, mode: "create" | "adopt" = "create"): Promise<Recorded[]> {
    return record(() => {
        const hooks = sharedHooks({ owningStack: "microsoft-connection/dev" });
        const domains = ["login.acme.example", "acme.eu.auth0.com"];
        const myAccountApis = domains.map((domain) => myAccountApi(domain, { mode, hooks }));
        make({ hooks, owningStack: "microsoft-connection/dev", myAccountApis });
    });
}

const checked = { aliases: ["at the top"], hooks: { beforeCreate: ["not-there-yet"] } };
const advised = { ...checked, hooks: { ...checked.hooks, onError: ["known-refusals"] } };

describe("myAccountApi", () => {
    it("declares the API of each domain, and leaves it in the tenant when the stack goes", async () => {
        const { inputs, options } = recordedOf(
            await recorded(() => {}),
            "auth0.ResourceServer",
            "my-account/login.acme.example",
        );
        expect(inputs).toEqual({ identifier: "https://login.acme.example/me/", name: "Auth0 My Account API" });
        expect(options).toEqual({ ...advised, retainOnDelete: true });
    });

    it("declares nothing where the API is adopted", async () => {
        expect(await recorded(() => {}, "adopt")).toEqual([]);
    });
});

describe("WebClient", () => {
    const portal = (context: Context, changes = {}) =>
        new WebClient("portal", {
            ...context,
            clientName: "Portal",
            callbacks: ["https://b.example", "https://a.example"],
            ...changes,
        });

    it("is a client with its credentials, and a grant per My Account API", async () => {
        expect(namesOf(await recorded(portal, "adopt"))).toEqual([
            "WebClient portal",
            "auth0.Client portal",
            "auth0.ClientCredentials portal",
            "auth0.ClientGrant portal/acme.eu.auth0.com",
            "auth0.ClientGrant portal/login.acme.example",
        ]);
    });

    it("meets what Token Vault asks of an app with a back end", async () => {
        const { inputs, options } = recordedOf(await recorded(portal), "auth0.Client", "portal");
        expect(inputs).toEqual({
            name: "Portal",
            description: "Managed by Pulumi stack microsoft-connection/dev",
            appType: "regular_web",
            isFirstParty: true,
            oidcConformant: true,
            callbacks: ["https://b.example", "https://a.example"],
            allowedLogoutUrls: [],
            webOrigins: [],
            grantTypes: ["authorization_code", "refresh_token", tokenVault],
            jwtConfiguration: { alg: "RS256" },
            refreshToken: {
                rotationType: "non-rotating",
                expirationType: "non-expiring",
                leeway: 0,
                infiniteTokenLifetime: true,
                infiniteIdleTokenLifetime: true,
                policies: [
                    { audience: "https://login.acme.example/me/", scopes: myAccountScopes },
                    { audience: "https://acme.eu.auth0.com/me/", scopes: myAccountScopes },
                ],
            },
        });
        expect(options).toEqual({ ...checked, parent: "WebClient portal" });
    });

    it("proves itself with its secret in the body, unless told otherwise", async () => {
        const usual = recordedOf(await recorded(portal), "auth0.ClientCredentials", "portal");
        expect(usual.inputs).toEqual({ clientId: "portal-client-id", authenticationMethod: "client_secret_post" });
        expect(usual.options).toEqual({
            parent: "WebClient portal",
            deletedWith: "auth0.Client portal",
            dependsOn: ["auth0.Client portal"],
        });

        const basic = await recorded((context) => portal(context, { authentication: "client_secret_basic" }));
        expect(recordedOf(basic, "auth0.ClientCredentials", "portal").inputs).toMatchObject({
            authenticationMethod: "client_secret_basic",
        });
    });

    it("proves itself with a key of its own, and then has no secret", async () => {
        const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
        const key = JSON.stringify(publicKey.export({ format: "jwk" }));
        const byKey = await recorded((context) =>
            portal(context, {
                authentication: "private_key_jwt",
                publicKeys: [{ name: "2026", key, algorithm: "PS256" }],
            }),
        );

        expect(recordedOf(byKey, "auth0.ClientCredentials", "portal").inputs).toEqual({
            clientId: "portal-client-id",
            authenticationMethod: "private_key_jwt",
            privateKeyJwt: {
                credentials: [
                    {
                        credentialType: "public_key",
                        name: "2026",
                        pem: publicKey.export({ type: "spki", format: "pem" }).toString(),
                        algorithm: "PS256",
                    },
                ],
            },
        });
    });

    it("gets users' tokens for the My Account API, once that is there", async () => {
        const { inputs, options } = recordedOf(
            await recorded(portal),
            "auth0.ClientGrant",
            "portal/login.acme.example",
        );
        expect(inputs).toEqual({
            clientId: "portal-client-id",
            audience: "https://login.acme.example/me/",
            subjectType: "user",
            scopes: myAccountScopes,
        });
        expect(options).toEqual({
            ...checked,
            parent: "WebClient portal",
            dependsOn: ["auth0.Client portal", "auth0.ResourceServer my-account/login.acme.example"],
        });
    });

    it("is protected when asked, and its refresh tokens end when told to", async () => {
        const resources = await recorded((context) =>
            portal(context, { protect: true, refreshToken: { lifetimeDays: 90, idleDays: 14 } }),
        );
        const { inputs, options } = recordedOf(resources, "auth0.Client", "portal");
        expect(options.protect).toBe(true);
        expect(inputs).toMatchObject({ refreshToken: { expirationType: "expiring", tokenLifetime: 7_776_000 } });
    });
});

describe("SpaClient", () => {
    const planner = (context: Context, changes = {}) =>
        new SpaClient("planner", {
            ...context,
            clientName: "Planner",
            callbacks: ["https://planner.example"],
            logoutUrls: ["https://planner.example/bye"],
            webOrigins: ["https://planner.example"],
            api: {
                identifier: "https://api.example",
                name: "Planner API",
                scopes: { "write:plans": "Change plans", "read:plans": "Read plans" },
            },
            ...changes,
        });

    it("is an app in the browser, its API, and the client that acts for the API", async () => {
        expect(namesOf(await recorded(planner, "adopt"))).toEqual([
            "SpaClient planner",
            "auth0.Client planner-api",
            "auth0.Client planner-spa",
            "auth0.ClientCredentials planner-api",
            "auth0.ClientGrant planner/acme.eu.auth0.com",
            "auth0.ClientGrant planner/login.acme.example",
            "auth0.ResourceServer planner-api",
            "auth0.ResourceServerScopes planner-api",
        ]);
    });

    it("gives the app rotating refresh tokens, the only ones a browser gets", async () => {
        const { inputs, options } = recordedOf(await recorded(planner), "auth0.Client", "planner-spa");
        expect(inputs).toEqual({
            name: "Planner",
            description: "Managed by Pulumi stack microsoft-connection/dev",
            appType: "spa",
            isFirstParty: true,
            oidcConformant: true,
            callbacks: ["https://planner.example"],
            allowedLogoutUrls: ["https://planner.example/bye"],
            webOrigins: ["https://planner.example"],
            allowedOrigins: ["https://planner.example"],
            crossOriginAuth: true,
            grantTypes: ["authorization_code", "refresh_token"],
            jwtConfiguration: { alg: "RS256" },
            refreshToken: {
                rotationType: "rotating",
                expirationType: "expiring",
                leeway: 0,
                infiniteTokenLifetime: false,
                tokenLifetime: 2_592_000,
                infiniteIdleTokenLifetime: false,
                idleTokenLifetime: 1_296_000,
                policies: [
                    { audience: "https://login.acme.example/me/", scopes: myAccountScopes },
                    { audience: "https://acme.eu.auth0.com/me/", scopes: myAccountScopes },
                ],
            },
        });
        expect(options).toEqual({ ...checked, parent: "SpaClient planner" });
    });

    it("declares the API with its scopes, sorted", async () => {
        const resources = await recorded(planner);
        const api = recordedOf(resources, "auth0.ResourceServer", "planner-api");
        expect(api.inputs).toEqual({
            name: "Planner API",
            identifier: "https://api.example",
            signingAlg: "RS256",
            allowOfflineAccess: true,
            skipConsentForVerifiableFirstPartyClients: true,
        });
        expect(api.options).toEqual({ ...advised, parent: "SpaClient planner" });

        const scopes = recordedOf(resources, "auth0.ResourceServerScopes", "planner-api");
        expect(scopes.inputs).toEqual({
            resourceServerIdentifier: "https://api.example",
            scopes: [
                { name: "read:plans", description: "Read plans" },
                { name: "write:plans", description: "Change plans" },
            ],
        });
        expect(scopes.options).toEqual({
            parent: "SpaClient planner",
            deletedWith: "auth0.ResourceServer planner-api",
            dependsOn: ["auth0.ResourceServer planner-api"],
        });
    });

    it("declares no list of scopes for an API without any", async () => {
        const resources = await recorded((context) =>
            planner(context, { api: { identifier: "https://api.example", name: "API" } }),
        );
        expect(namesOf(resources)).not.toContain("auth0.ResourceServerScopes planner-api");
    });

    it("replaces the API's client when the API's identifier changes", async () => {
        const { inputs, options } = recordedOf(await recorded(planner), "auth0.Client", "planner-api");
        expect(inputs).toEqual({
            name: "Planner API (token exchange)",
            description: "Managed by Pulumi stack microsoft-connection/dev",
            appType: "resource_server",
            resourceServerIdentifier: "https://api.example",
            isFirstParty: true,
            oidcConformant: true,
            grantTypes: [tokenVault],
        });
        expect(options).toEqual({
            ...checked,
            parent: "SpaClient planner",
            dependsOn: ["auth0.ResourceServer planner-api"],
            replaceOnChanges: ["resourceServerIdentifier"],
        });
    });

    it("protects app, API and the API's client when asked", async () => {
        const resources = await recorded((context) => planner(context, { protect: true }));
        const isProtected = resources.filter(({ options }) => options.protect === true);
        expect(namesOf(isProtected)).toEqual([
            "auth0.Client planner-api",
            "auth0.Client planner-spa",
            "auth0.ResourceServer planner-api",
        ]);
    });

    it("lets the app in the browser in to the My Account API", async () => {
        const { inputs } = recordedOf(await recorded(planner), "auth0.ClientGrant", "planner/acme.eu.auth0.com");
        expect(inputs).toEqual({
            clientId: "planner-spa-client-id",
            audience: "https://acme.eu.auth0.com/me/",
            subjectType: "user",
            scopes: myAccountScopes,
        });
    });
});

describe("an adopted client", () => {
    it("keeps its description, or goes on without one, and what stays as it was found is ignored where it belongs", async () => {
        const resources = await recorded((context) => {
            new WebClient("portal", {
                ...context,
                clientName: "Portal",
                callbacks: ["https://a.example"],
                description: "",
                asFound: ["client.grantTypes", "myAccountGrant.scopes"],
            });
            new SpaClient("planner", {
                ...context,
                clientName: "Planner",
                callbacks: ["https://b.example"],
                webOrigins: ["https://b.example"],
                api: { identifier: "https://api.example", name: "Planner API" },
                asFound: ["api.signingAlg", "apiClient.name", "apiCredentials.authenticationMethod", "client.logoUri"],
            });
        }, "adopt");
        const ignored = (type: string, name: string) => recordedOf(resources, type, name).options.ignoreChanges;

        expect(recordedOf(resources, "auth0.Client", "portal").inputs["description"]).toBe("");
        expect(ignored("auth0.Client", "portal")).toEqual(["grantTypes"]);
        expect(ignored("auth0.ClientGrant", "portal/acme.eu.auth0.com")).toEqual(["scopes"]);
        expect(ignored("auth0.ResourceServer", "planner-api")).toEqual(["signingAlg"]);
        expect(ignored("auth0.Client", "planner-api")).toEqual(["name"]);
        expect(ignored("auth0.ClientCredentials", "planner-api")).toEqual(["authenticationMethod"]);
        expect(ignored("auth0.Client", "planner-spa")).toEqual(["logoUri"]);
    });
});

describe("ExistingClient", () => {
    it("lets the app in to the My Account API, and declares nothing else of it", async () => {
        const resources = await recorded(
            (context) => new ExistingClient("reports", { ...context, clientId: "abc" }),
            "adopt",
        );
        expect(namesOf(resources)).toEqual([
            "ExistingClient reports",
            "auth0.ClientGrant reports/acme.eu.auth0.com",
            "auth0.ClientGrant reports/login.acme.example",
        ]);
        const { inputs, options } = recordedOf(resources, "auth0.ClientGrant", "reports/login.acme.example");
        expect(inputs).toEqual({
            clientId: "abc",
            audience: "https://login.acme.example/me/",
            subjectType: "user",
            scopes: myAccountScopes,
        });
        expect(options).toEqual({ ...checked, parent: "ExistingClient reports" });
    });
});
