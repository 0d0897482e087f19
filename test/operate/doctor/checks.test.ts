import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readerManagementScopes } from "../../../catalogue/auth0.ts";
import { Refusal } from "../../../clouds/refusal.ts";
import { checks } from "../../../operate/doctor/checks.ts";
import { examine } from "../../../operate/doctor/examine.ts";
import type { Directory } from "../../../operate/doctor/patient.ts";
import { repository } from "../../e2e/rehearsed.ts";
import { type Ailing, patient } from "./healthy.ts";

async function found(id: string, ailing: Ailing): Promise<string> {
    const all = await examine(
        patient(ailing),
        checks.filter((check) => check.id === id),
    );
    return all
        .map(({ evidence, mend, outcome }) => `${outcome}: ${evidence}${mend === undefined ? "" : ` → ${mend}`}`)
        .join();
}

const page = "docs/credentials.md";

describe("the doctor", () => {
    it("finds nothing in a healthy stack, and says what it saw", async () => {
        const all = await examine(patient());

        expect(all.map(({ check, evidence, outcome }) => `${check.id} ${outcome}: ${evidence}`)).toEqual([
            "node fine: Node 24.21.0",
            "engine fine: engine 3.259.0",
            "plugins fine: auth0 3.49.0",
            "state fine: 5 resources, in azblob://state",
            "secrets-provider fine: cloud",
            "interrupted-update fine: no operation is pending",
            "auth0-credentials fine: acme.eu.auth0.com takes them, for 28 scopes",
            "auth0-scopes fine: the 28 that deploying takes",
            "microsoft-credentials fine: directory 7c9d1e35-52a8-4f06-b3e7-1a4c8d6f2b53 takes them",
            "microsoft-permissions fine: the 5 that deploying takes",
            "custom-domains fine: login.acme.example",
            "redirect-uris fine: https://login.acme.example/login/callback",
            "my-account-api fine: https://login.acme.example/me/",
            "domains-of-clients fine: 1 clients, on https://login.acme.example/me/",
            "second-factor fine: never",
            "plan-limits fine: with this stack 0 social and 2 enterprise connections",
            "names fine: none is somebody else's",
            "recent-failures fine: none within a day, among the hundred newest events",
            "client-secrets fine: acme: slot b ends 2027-05-01; customers: slot a ends 2027-05-01",
            "service-principals fine: 2 enabled",
            "consent fine: nothing is missing",
            "publisher fine: verified",
            "clocks fine: Auth0: 0 s ahead",
        ]);
    });

    const denied = async () =>
        Promise.reject(new Refusal("acme.eu.auth0.com", 403, "insufficient_scope", "expected read:logs"));
    const refused = async () => Promise.reject(new Refusal("acme.eu.auth0.com", 401, "access_denied", "Unauthorized"));

    const healthy = patient().directory as Directory;
    const withoutSlotB: Directory["application"] = async (appId) => {
        const application = await healthy.application(appId);
        if (application === undefined) return undefined;
        const { passwordCredentials } = application;
        return {
            ...application,
            passwordCredentials: passwordCredentials.filter(({ keyId }) => keyId !== "key-of-acme-b"),
        };
    };
    const secretOfAcme = {
        type: "azuread:index/applicationPassword:ApplicationPassword",
        urn: "urn:pulumi:prod::microsoft-connection::azuread:index/applicationPassword:ApplicationPassword::acme-b",
        id: "object-of-acme/password/key-of-acme-b",
    };

    const ills: readonly [id: string, ailing: Ailing, expected: string][] = [
        [
            "node",
            { tools: { node: "22.1.0" } },
            "broken: Node 22.1.0; needed is 24 or newer → npm ci, then put node_modules/.bin first on PATH",
        ],
        [
            "engine",
            { tools: { engine: "3.270.0" } },
            "attention: engine 3.270.0; the project is written for 3.259.0 → npm run engine tells where it is from; or move the project: CONTRIBUTING.md, the version of the engine",
        ],
        [
            "plugins",
            { tools: { plugins: [{ name: "auth0", version: "3.49.0", isInstalled: false }] } },
            "attention: not installed: auth0 3.49.0; the engine gets them at the next preview → pulumi plugin install resource auth0 3.49.0",
        ],
        [
            "state",
            { state: { problem: "no stack named 'prod' found", mend: "pulumi stack init prod" } },
            "broken: no stack named 'prod' found → pulumi stack init prod",
        ],
        [
            "state",
            { state: { resources: [] } },
            "attention: nothing is deployed, in azblob://state → pulumi up --stack prod",
        ],
        [
            "secrets-provider",
            { state: { secretsProvider: "passphrase" } },
            'attention: a passphrase: whoever has it and the state reads every client secret → pulumi stack change-secrets-provider "azurekeyvault://VAULT.vault.azure.net/keys/pulumi" --stack prod',
        ],
        [
            "interrupted-update",
            { state: { pendingOperations: ["creating portal"] } },
            "broken: pending: creating portal → npm run repair -- --stack prod",
        ],
        [
            "auth0-credentials",
            { tenant: { scopes: refused } },
            `broken: refused: 401 access_denied, Unauthorized → AUTH0_DOMAIN=acme.eu.auth0.com, AUTH0_CLIENT_ID, and its secret or private key: ${page}`,
        ],
        [
            "auth0-credentials",
            { tenant: { problem: "AUTH0_DOMAIN is not set", mend: page } },
            `broken: AUTH0_DOMAIN is not set → ${page}`,
        ],
        [
            "auth0-scopes",
            { tenant: { scopes: async () => ["read:clients", "update:clients", "delete:users"] } },
            `broken: missing for deploying: create:client_grants, create:clients, create:connections, create:organization_connections, create:resource_servers, delete:client_grants, delete:clients, delete:connections, delete:organization_connections, delete:resource_servers, read:client_credentials, read:client_grants, read:client_keys, read:connections, read:connections_options, read:custom_domains, read:organization_connections, read:organizations, read:resource_servers, read:tenant_settings, update:client_grants, update:client_keys, update:connections, update:connections_options, update:organization_connections, update:resource_servers; not needed: delete:users → Auth0 Dashboard, Applications, APIs, Auth0 Management API, Machine to Machine Applications: ${page}`,
        ],
        [
            "auth0-scopes",
            { tenant: { scopes: async () => [...readerManagementScopes, "read:users"] } },
            `attention: not needed: read:users → Auth0 Dashboard, Applications, APIs, Auth0 Management API, Machine to Machine Applications: ${page}`,
        ],
        [
            "auth0-scopes",
            { tenant: { scopes: async () => [...readerManagementScopes] } },
            "fine: the 13 that looking takes",
        ],
        [
            "auth0-scopes",
            { tenant: { scopes: async () => readerManagementScopes.filter((scope) => scope !== "read:logs") } },
            `broken: missing for looking: read:logs → Auth0 Dashboard, Applications, APIs, Auth0 Management API, Machine to Machine Applications: ${page}`,
        ],
        [
            "microsoft-credentials",
            { directory: { tenantId: async () => "11111111-1111-1111-1111-111111111111" } },
            `broken: they are of directory 11111111-1111-1111-1111-111111111111, and the stack's is 7c9d1e35-52a8-4f06-b3e7-1a4c8d6f2b53 → ARM_TENANT_ID=7c9d1e35-52a8-4f06-b3e7-1a4c8d6f2b53, and credentials of that directory: ${page}`,
        ],
        [
            "microsoft-permissions",
            { directory: { roles: async () => ["Application.ReadWrite.All", "Application.Read.All"] } },
            `broken: missing for deploying: Application.ReadWrite.OwnedBy, AppRoleAssignment.ReadWrite.All, DelegatedPermissionGrant.ReadWrite.All, User.Read.All; not needed: Application.ReadWrite.All → Entra admin centre, App registrations, the deployer, API permissions: ${page}`,
        ],
        [
            "microsoft-permissions",
            { directory: { roles: async () => ["Application.Read.All", "Directory.Read.All"] } },
            "fine: the 2 that looking takes",
        ],
        [
            "custom-domains",
            {
                tenant: {
                    customDomains: async () => [{ domain: "login.acme.example", status: "pending_verification" }],
                },
            },
            "broken: login.acme.example: pending_verification → Auth0 Dashboard, Branding, Custom Domains: make the DNS record, then verify",
        ],
        [
            "redirect-uris",
            {
                settings: (settings) => ({
                    ...settings,
                    auth0: { ...settings.auth0, cutOverDomains: ["acme.eu.auth0.com"] },
                }),
                directory: {
                    application: async (appId) => ({
                        id: appId,
                        appId,
                        displayName: "",
                        passwordCredentials: [],
                        web: { redirectUris: ["https://login.acme.example/login/callback"] },
                    }),
                },
            },
            "broken: acme lacks https://acme.eu.auth0.com/login/callback; customers lacks https://acme.eu.auth0.com/login/callback: sign-in there ends with AADSTS50011 → pulumi up --refresh --stack prod",
        ],
        [
            "my-account-api",
            { tenant: { apis: async () => [] } },
            "broken: not active: https://login.acme.example/me/ → pulumi up --stack prod",
        ],
        [
            "my-account-api",
            {
                tenant: {
                    apis: async () => [
                        {
                            identifier: "https://login.acme.example/me/",
                            skip_consent_for_verifiable_first_party_clients: false,
                            subject_type_authorization: { user: { policy: "allow_all" } },
                        },
                    ],
                },
            },
            "attention: https://login.acme.example/me/: users' tokens go to any app (allow_all); https://login.acme.example/me/: users are asked for consent by first-party apps → Auth0 Dashboard, Applications, APIs, Auth0 My Account API, Settings",
        ],
        [
            "domains-of-clients",
            { tenant: { grants: async () => [] } },
            "broken: Acme Portal has no grant on https://login.acme.example/me/ → pulumi up --refresh --stack prod",
        ],
        [
            "second-factor",
            { tenant: { mfaPolicies: async () => ["all-applications"] } },
            "broken: it is asked for always: every exchange at Token Vault is refused → Auth0 Dashboard, Security, Multi-factor Auth, Require Multi-factor Auth: Never or Use Adaptive MFA",
        ],
        [
            "plan-limits",
            { tenant: { connections: async () => [] } },
            "attention: with this stack 0 social and 2 enterprise connections; the smallest plans allow 2 and 1, and no route tells the plan → Auth0 Dashboard, Settings, Subscription",
        ],
        [
            "names",
            { state: { resources: [] } },
            "broken: there already, and not of this stack: connection acme-entra (con_acme), connection customers-entra (con_customers), client Acme Portal (portal-client-id), app registration Acme Login (app-of-acme), app registration Acme for customers (app-of-customers) → npm run adopt -- --stack prod",
        ],
        [
            "recent-failures",
            {
                tenant: {
                    logs: async () => [
                        {
                            type: "feta",
                            date: "2026-11-25T23:00:00Z",
                            description: "User ada@acme.example declined\nTrace ID: 1",
                            connection: "acme-entra",
                        },
                        { type: "feta", date: "2026-11-25T22:00:00Z", description: "older" },
                        { type: "f", date: "2026-11-25T21:00:00Z", connection: "somebody-elses" },
                        { type: "f", date: "2026-11-24T21:00:00Z", connection: "acme-entra" },
                        { type: "s", date: "2026-11-25T21:00:00Z", connection: "acme-entra" },
                    ],
                },
            },
            "attention: 2 × failed exchange at Token Vault (newest: User … declined) → Auth0 Dashboard, Monitoring, Logs; npm run prove tells the cause",
        ],
        [
            "recent-failures",
            { tenant: { logs: denied } },
            `unknown: acme.eu.auth0.com says 403 insufficient_scope: expected read:logs → give the credentials the right to read this, see ${page}`,
        ],
        [
            "client-secrets",
            { now: new Date("2027-04-20T00:00:00Z") },
            "attention: acme: slot b ends 2027-05-01; customers: slot a ends 2027-05-01 → npm run rotate -- --stack prod",
        ],
        [
            "client-secrets",
            { now: new Date("2027-05-01T00:00:00Z") },
            "broken: nobody gets in: acme: slot b ends 2027-05-01; customers: slot a ends 2027-05-01 → npm run rotate -- --stack prod",
        ],
        [
            "client-secrets",
            { directory: { application: withoutSlotB } },
            "attention: acme: slot b, issued 2026-11-02, is not deployed → pulumi up --stack prod",
        ],
        [
            "client-secrets",
            {
                state: { resources: [secretOfAcme] },
                directory: { application: withoutSlotB },
            },
            "broken: nobody gets in: acme: slot b was removed at Microsoft → pulumi up --refresh --stack prod",
        ],
        [
            "client-secrets",
            { tenant: { connections: refused } },
            "fine: acme: by the settings, slot b ends 2027-05-01; customers: by the settings, slot a ends 2027-05-01",
        ],
        [
            "client-secrets",
            { directory: { problem: "no credentials are set", mend: page } },
            "fine: acme: by the settings, slot b ends 2027-05-01; customers: by the settings, slot a ends 2027-05-01",
        ],
        [
            "service-principals",
            {
                directory: {
                    servicePrincipal: async (appId) =>
                        appId === "app-of-acme" ? undefined : { id: "customers", appId, accountEnabled: false },
                },
            },
            "broken: acme has none; customers: disabled: people of the directory cannot sign in → Entra admin centre, Enterprise applications, Properties: Enabled for users to sign-in",
        ],
        [
            "consent",
            {
                directory: {
                    consented: async () => [
                        "openid",
                        "profile",
                        "email",
                        "offline_access",
                        "User.Read",
                        "Calendars.Read",
                        "Calendars.ReadWrite",
                        "Files.Read",
                    ],
                },
            },
            "broken: acme lacks Mail.Send → pulumi up --refresh --stack prod, or the output adminConsentUrl for an administrator",
        ],
        [
            "publisher",
            {
                directory: {
                    application: async (appId) => ({
                        id: appId,
                        appId,
                        displayName: "",
                        passwordCredentials: [],
                        signInAudience: "AzureADMultipleOrgs",
                        publisherDomain: "acme.example",
                        verifiedPublisher: null,
                        web: { redirectUris: [] },
                    }),
                },
            },
            "attention: not verified: acme (publisher domain acme.example), customers (publisher domain acme.example); each customer's administrator has to consent → Entra admin centre, App registrations, Branding & properties: Publisher verification",
        ],
        [
            "clocks",
            { clocks: async () => [{ name: "Auth0", aheadMs: -90_000 }] },
            "attention: Auth0: -90 s ahead → set this machine's clock by a time server (timedatectl set-ntp true)",
        ],
        [
            "clocks",
            { clocks: async () => [{ name: "Auth0", aheadMs: 400_000 }] },
            "broken: Auth0: 400 s ahead: tokens of here are refused there → set this machine's clock by a time server (timedatectl set-ntp true)",
        ],
    ];

    it.each(ills)("sees an ailing %s", async (id, ailing, expected) => {
        expect(await found(id, ailing)).toBe(expected);
    });

    it("has a test of each check where it fails", () => {
        expect([...new Set(ills.map(([id]) => id))].sort()).toEqual(checks.map(({ id }) => id).sort());
    });

    it("goes on where a check fails itself, and where a side cannot be looked at", async () => {
        const all = await examine(
            patient({
                tenant: { problem: "no credentials are set", mend: page },
                clocks: async () => Promise.reject(new Error("fetch failed")),
            }),
        );
        const of = (outcome: string) => all.filter((one) => one.outcome === outcome).map(({ check }) => check.id);

        expect(of("broken")).toEqual(["auth0-credentials", "auth0-scopes"]);
        expect(of("unknown")).toEqual([
            "custom-domains",
            "redirect-uris",
            "my-account-api",
            "domains-of-clients",
            "second-factor",
            "plan-limits",
            "names",
            "recent-failures",
            "service-principals",
            "consent",
            "publisher",
            "clocks",
        ]);
    });

    it("is told in docs/doctor.md, check by check", () => {
        const rows = [...readFileSync(`${repository}/docs/doctor.md`, "utf8").matchAll(/^\| `([\w-]+)` \| (.+) \|$/gm)];

        expect(rows.map(([, id, about]) => ({ id, about }))).toEqual(checks.map(({ about, id }) => ({ id, about })));
    });
});
