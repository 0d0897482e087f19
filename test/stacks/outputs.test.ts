import { describe, expect, it } from "vitest";
import { mapped } from "../../stacks/by-key.ts";
import { clientOutputs, connectionOutputs, domainOutputs } from "../../stacks/outputs.ts";
import type { Settings } from "../../stacks/settings/settings.ts";
import { leastRaw, settingsOf } from "./settings-fixture.ts";

const clientSecret = {
    active: "b",
    slots: { a: { issued: "2026-08-03", ends: "2027-01-30" }, b: { issued: "2026-11-02", ends: "2027-05-01" } },
};
const scopes = ["openid", "offline_access", "User.Read", "Calendars.Read", "Mail.Send"];

const read = settingsOf({
    auth0: {
        domain: "acme.eu.auth0.com",
        customDomain: "login.acme.example",
        cutOverDomains: ["acme.eu.auth0.com"],
    },
    microsoft: leastRaw.microsoft,
    connections: {
        live: { strategy: "windowslive", scopes, clientSecret },
        acme: {
            strategy: "waad",
            name: "acme-entra",
            directory: "acme.example",
            signInAudience: "AzureADMultipleOrgs",
            scopes,
            clientSecret,
        },
        globex: {
            strategy: "waad",
            directory: "globex.example",
            appRegistration: "acme",
            scopes: ["openid", "offline_access"],
        },
        own: { strategy: "waad", directory: "own.example", appName: "Own", scopes, adminConsent: true, clientSecret },
        personal: {
            strategy: "windowslive",
            appName: "Personal",
            scopes,
            tokenVault: false,
            clientSecret,
        },
    },
    clients: {
        portal: {
            kind: "web",
            name: "Portal",
            callbacks: ["https://portal.example/callback"],
            connections: ["live", "acme", "personal"],
            scopes: ["Calendars.Read", "offline_access"],
        },
        planner: {
            kind: "spa",
            name: "Planner",
            callbacks: ["https://planner.example"],
            webOrigins: ["https://planner.example"],
            api: { identifier: "https://api.example" },
            connections: ["acme"],
        },
        reports: { kind: "existing", clientId: "Zq4Xw8Tn2Lk6Vb0Rj5Yc9Hd3Ms7Pf1Ga", connections: ["globex"] },
    },
});

const settings: Settings = {
    ...read,
    connections: mapped(read.connections, (connection, key) =>
        key === "personal" ? { ...connection, signInAudience: "PersonalMicrosoftAccount" } : connection,
    ),
};

const ids = (key: string) => ({ connectionId: `con_${key}`, entraClientId: `app-${key}` });
const connections = connectionOutputs(settings, {
    live: ids("live"),
    acme: ids("acme"),
    globex: { connectionId: "con_globex", entraClientId: "app-acme" },
    own: ids("own"),
    personal: ids("personal"),
});
const clients = clientOutputs(settings, {
    portal: { clientId: "p" },
    planner: { clientId: "s", apiClientId: "s-api" },
    reports: { clientId: "Zq4Xw8Tn2Lk6Vb0Rj5Yc9Hd3Ms7Pf1Ga" },
});

describe("domainOutputs", () => {
    it("has a redirect URI per listed domain, and the audience under the apps' own", () => {
        expect(domainOutputs(settings)).toEqual({
            redirectUris: ["https://login.acme.example/login/callback", "https://acme.eu.auth0.com/login/callback"],
            myAccountAudience: "https://login.acme.example/me/",
            auth0Domain: "acme.eu.auth0.com",
            microsoftTenantId: settings.microsoft.tenantId,
            linking: settings.linking,
        });
    });
});

describe("connectionOutputs", () => {
    it("tells ids, purposes and the state of the secret's slots", () => {
        expect(connections["acme"]).toEqual({
            id: "con_acme",
            name: "acme-entra",
            strategy: "waad",
            entraClientId: "app-acme",
            adminConsentUrl: "https://login.microsoftonline.com/acme.example/adminconsent?client_id=app-acme",
            signIn: true,
            tokenVault: true,
            signInAudience: "AzureADMultipleOrgs",
            commonEndpoint: false,
            directory: "acme.example",
            scopes: ["openid", "offline_access", "User.Read", "Calendars.Read", "Mail.Send"],
            adminConsent: false,
            assignedTo: [],
            secretSlots: {
                a: { issued: "2026-08-03", ends: "2027-01-30T00:00:00Z", active: false },
                b: { issued: "2026-11-02", ends: "2027-05-01T00:00:00Z", active: true },
            },
        });
    });

    it("has no slots where the app registration is another connection's", () => {
        expect(connections["globex"]).toEqual({
            id: "con_globex",
            name: "globex",
            strategy: "waad",
            entraClientId: "app-acme",
            adminConsentUrl: "https://login.microsoftonline.com/globex.example/adminconsent?client_id=app-acme",
            signIn: true,
            tokenVault: true,
            signInAudience: "AzureADMultipleOrgs",
            commonEndpoint: false,
            directory: "globex.example",
            scopes: ["openid", "offline_access"],
            adminConsent: false,
            assignedTo: [],
        });
    });

    it("gives the consent link of any directory where the connection names none", () => {
        expect(connections["live"]?.adminConsentUrl).toBe(
            "https://login.microsoftonline.com/organizations/adminconsent?client_id=app-live",
        );
    });

    it("gives no consent link where the stack consents itself, nor for personal accounts", () => {
        expect([connections["own"]?.adminConsentUrl, connections["personal"]?.adminConsentUrl]).toEqual([
            undefined,
            undefined,
        ]);
    });
});

describe("clientOutputs", () => {
    it("tells a web app what to put into its settings and what to ask for at connect time", () => {
        expect(clients["portal"]).toEqual({
            kind: "web",
            clientId: "p",
            callbacks: ["https://portal.example/callback"],
            connections: ["live", "acme-entra", "personal"],
            connectScopes: {
                live: ["Calendars.Read", "User.Read", "offline_access", "openid"],
                "acme-entra": ["Calendars.Read", "User.Read", "offline_access", "openid"],
            },
            settings: {
                AUTH0_DOMAIN: "login.acme.example",
                AUTH0_CLIENT_ID: "p",
                AUTH0_SCOPE: "openid profile email offline_access",
                AUTH0_MY_ACCOUNT_AUDIENCE: "https://login.acme.example/me/",
                AUTH0_CONNECTIONS: "live acme-entra personal",
            },
        });
    });

    it("tells a single-page app its API and the client that acts for it", () => {
        expect(clients["planner"]).toEqual({
            kind: "spa",
            clientId: "s",
            apiClientId: "s-api",
            callbacks: ["https://planner.example"],
            connections: ["acme-entra"],
            connectScopes: {
                "acme-entra": ["Calendars.Read", "Mail.Send", "User.Read", "offline_access", "openid"],
            },
            settings: {
                AUTH0_DOMAIN: "login.acme.example",
                AUTH0_CLIENT_ID: "s",
                AUTH0_AUDIENCE: "https://api.example",
                AUTH0_API_CLIENT_ID: "s-api",
                AUTH0_SCOPE: "openid profile email offline_access",
                AUTH0_MY_ACCOUNT_AUDIENCE: "https://login.acme.example/me/",
                AUTH0_CONNECTIONS: "acme-entra",
            },
        });
    });

    it("tells the owner of an existing app the same", () => {
        expect(clients["reports"]?.connectScopes).toEqual({ globex: ["offline_access", "openid"] });
        expect(clients["reports"]?.settings["AUTH0_CLIENT_ID"]).toBe("Zq4Xw8Tn2Lk6Vb0Rj5Yc9Hd3Ms7Pf1Ga");
    });
});
