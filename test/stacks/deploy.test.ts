import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { deploy } from "../../stacks/deploy.ts";
import prod from "../../stacks/prod.ts";
import { namesOf, recordedOf } from "../infra/record.ts";
import { runProgram } from "./program.ts";
import { leastRaw } from "./settings-fixture.ts";

const callback = "https://acme-dev.eu.auth0.com/login/callback";

/** Settings of a stack file of this repository, in the directory that the tests' credentials are for. */
function stackFile(stack: string): Record<string, unknown> {
    const { config } = parse(readFileSync(new URL(`../../Pulumi.${stack}.yaml`, import.meta.url), "utf8"));
    const raw = Object.fromEntries(Object.entries(config).map(([key, value]) => [key.split(":")[1], value]));
    return { ...raw, microsoft: { ...raw["microsoft"], tenantId: leastRaw.microsoft.tenantId } };
}

describe("deploy", () => {
    it("makes everything that one connection and one web app need, and nothing else", async () => {
        const { resources, calls } = await runProgram(deploy, leastRaw);
        expect(namesOf(resources)).toEqual([
            "AppRegistration microsoft",
            "ConnectionLinks microsoft",
            "MicrosoftConnection microsoft",
            "WebClient portal",
            "auth0.Client portal",
            "auth0.ClientCredentials portal",
            "auth0.ClientGrant portal/acme-dev.eu.auth0.com",
            "auth0.Connection microsoft",
            "auth0.ConnectionClient microsoft/portal",
            "auth0.ResourceServer my-account/acme-dev.eu.auth0.com",
            "azuread.Application microsoft",
            "azuread.ApplicationPassword microsoft-a",
            "azuread.ServicePrincipal microsoft",
        ]);
        expect(calls).toEqual(["getClientConfig", "getTenant"]);
    });

    it("names stack, connection and tenant on the app registration, and has the deployer among its owners", async () => {
        const { resources } = await runProgram(deploy, leastRaw);
        expect(recordedOf(resources, "azuread.Application", "microsoft").inputs).toMatchObject({
            displayName: "Microsoft (microsoft)",
            description: "Sign-in and Token Vault of Auth0 connection microsoft, tenant acme-dev.eu.auth0.com",
            notes: "Managed by Pulumi stack microsoft-connection/dev. What is changed by hand is changed back.",
            owners: ["deployer"],
            web: { redirectUris: [callback] },
        });
    });

    it("gives out what apps need in the clear, and their secrets as one secret", async () => {
        const { outputs } = await runProgram(deploy, leastRaw);
        expect(outputs).toEqual({
            redirectUris: [callback],
            myAccountAudience: "https://acme-dev.eu.auth0.com/me/",
            auth0Domain: "acme-dev.eu.auth0.com",
            microsoftTenantId: "0f7e2c4a-3b5d-4e8f-9a1c-6d2b8e4f7a90",
            linking: "additive",
            connections: {
                microsoft: {
                    id: "microsoft-id",
                    name: "microsoft",
                    strategy: "windowslive",
                    entraClientId: "microsoft-client-id",
                    adminConsentUrl:
                        "https://login.microsoftonline.com/organizations/adminconsent?client_id=microsoft-client-id",
                    signIn: true,
                    tokenVault: true,
                    signInAudience: "AzureADandPersonalMicrosoftAccount",
                    commonEndpoint: false,
                    scopes: ["openid", "offline_access", "User.Read", "Calendars.Read"],
                    adminConsent: false,
                    assignedTo: [],
                    secretSlots: { a: { issued: "2026-11-02", ends: "2027-05-01T00:00:00Z", active: true } },
                },
            },
            clients: {
                portal: {
                    kind: "web",
                    clientId: "portal-client-id",
                    callbacks: ["https://portal.example/callback"],
                    connections: ["microsoft"],
                    connectScopes: { microsoft: ["Calendars.Read", "User.Read", "offline_access", "openid"] },
                    settings: {
                        AUTH0_DOMAIN: "acme-dev.eu.auth0.com",
                        AUTH0_CLIENT_ID: "portal-client-id",
                        AUTH0_SCOPE: "openid profile email offline_access",
                        AUTH0_MY_ACCOUNT_AUDIENCE: "https://acme-dev.eu.auth0.com/me/",
                        AUTH0_CONNECTIONS: "microsoft",
                    },
                },
            },
            clientSecrets: { secret: { portal: "portal-secret" } },
        });
    });

    it("declares one API, grant, policy and redirect URI per listed domain", async () => {
        const auth0 = {
            domain: "acme-dev.eu.auth0.com",
            customDomain: "login.acme.example",
            cutOverDomains: ["acme-dev.eu.auth0.com"],
        };
        const { resources } = await runProgram(deploy, { ...leastRaw, auth0 });
        expect(namesOf(resources).filter((name) => name.includes(".acme") || name.includes("acme-"))).toEqual([
            "auth0.ClientGrant portal/acme-dev.eu.auth0.com",
            "auth0.ClientGrant portal/login.acme.example",
            "auth0.ResourceServer my-account/acme-dev.eu.auth0.com",
            "auth0.ResourceServer my-account/login.acme.example",
        ]);
        expect(recordedOf(resources, "azuread.Application", "microsoft").inputs["web"]).toMatchObject({
            redirectUris: [callback, "https://login.acme.example/login/callback"],
        });
        expect(recordedOf(resources, "auth0.Client", "portal").inputs["refreshToken"]).toMatchObject({
            policies: [
                { audience: "https://login.acme.example/me/" },
                { audience: "https://acme-dev.eu.auth0.com/me/" },
            ],
        });
    });

    it("lets a connection share another's app registration and secret", async () => {
        const owner = {
            ...leastRaw.connections.microsoft,
            strategy: "waad",
            directory: "acme.example",
            signInAudience: "AzureADMultipleOrgs",
        };
        const sharing = {
            strategy: "waad",
            directory: "globex.example",
            appRegistration: "acme",
            scopes: ["openid", "offline_access", "Mail.Send"],
        };
        const { resources, outputs } = await runProgram(deploy, {
            ...leastRaw,
            connections: { acme: owner, globex: sharing },
            clients: {},
        });
        expect(namesOf(resources).filter((name) => name.startsWith("azuread."))).toEqual([
            "azuread.Application acme",
            "azuread.ApplicationPassword acme-a",
            "azuread.ServicePrincipal acme",
        ]);
        const [access] = recordedOf(resources, "azuread.Application", "acme").inputs["requiredResourceAccesses"] as {
            resourceAccesses: object[];
        }[];
        expect(access?.resourceAccesses).toHaveLength(5);
        expect(recordedOf(resources, "auth0.Connection", "globex").inputs["options"]).toMatchObject({
            secret: { clientId: "acme-client-id", clientSecret: "acme-a-value", domain: "globex.example" },
        });
        expect(recordedOf(resources, "auth0.Connection", "globex").options.dependsOn).toEqual([
            "azuread.Application acme",
            "azuread.ApplicationPassword acme-a",
            "azuread.ServicePrincipal acme",
        ]);
        expect(outputs["connections"]).toMatchObject({ globex: { entraClientId: "acme-client-id" } });
        expect(outputs["clientSecrets"]).toEqual({ secret: {} });
    });

    it("links by list when this stack decides alone, and by both while links are handed over", async () => {
        const exclusive = await runProgram(deploy, { ...leastRaw, linking: "exclusive" });
        expect(recordedOf(exclusive.resources, "auth0.ConnectionClients", "microsoft").inputs).toEqual({
            connectionId: "microsoft-id",
            enabledClients: ["portal-client-id"],
        });

        const handover = await runProgram(deploy, { ...leastRaw, linking: "handover" });
        expect(handover.calls).toEqual(["getClientConfig", "getConnection", "getTenant"]);
        expect(recordedOf(handover.resources, "auth0.ConnectionClients", "microsoft").options).toMatchObject({
            import: "con_microsoft",
            retainOnDelete: true,
        });
        expect(recordedOf(handover.resources, "auth0.ConnectionClient", "microsoft/portal").options).toMatchObject({
            retainOnDelete: true,
        });
    });

    it("keeps what a renamed connection and a renamed client had", async () => {
        const { resources } = await runProgram(deploy, {
            ...leastRaw,
            connections: { ms: { ...leastRaw.connections.microsoft, formerKeys: ["microsoft"] } },
            clients: { app: { ...leastRaw.clients.portal, formerKeys: ["portal"] } },
        });
        const aliases = resources
            .filter(({ options }) => options.aliases?.some((alias) => alias !== "at the top"))
            .map(({ name, type, options }) => `${type.split(":").at(-1)} ${name}: ${options.aliases?.join(", ")}`);
        expect(aliases.sort()).toEqual([
            "AppRegistration ms: microsoft",
            "ConnectionClient ms/app: ms/portal, microsoft/app, microsoft/portal",
            "ConnectionLinks ms: microsoft",
            "MicrosoftConnection ms: microsoft",
            "WebClient app: portal",
        ]);
    });

    it("refuses wrong settings as a whole, before it asks any cloud or declares anything", async () => {
        const { error, resources, calls } = await runProgram(deploy, {
            ...leastRaw,
            auth0: { domain: "https://acme-dev.eu.auth0.com" },
            linking: "exclusiv",
        });
        expect({ resources, calls }).toEqual({ resources: [], calls: [] });
        expect(error?.split("\n").filter((line) => !line.startsWith("  "))).toEqual([
            'Stack "dev": 2 problems in the settings (Pulumi.dev.yaml). Nothing was changed.',
            "",
            "auth0.domain",
            "",
            "linking",
        ]);
    });

    it("refuses another tenant than that of its settings before it declares anything", async () => {
        const { error, resources } = await runProgram(deploy, leastRaw, { tenant: "acme.eu.auth0.com" });
        expect(resources).toEqual([]);
        expect(error).toBe(
            `Stack "dev" and its clouds do not fit: 1 problem. Nothing was changed.

auth0.domain
  given:    "acme-dev.eu.auth0.com", and the credentials are for acme.eu.auth0.com
  allowed:  the tenant that the credentials are for
  fix:      use credentials of that tenant (AUTH0_DOMAIN=acme-dev.eu.auth0.com), or: pulumi config set --path 'microsoft-connection:auth0.domain' acme.eu.auth0.com`,
        );
    });
});

describe("the production program", () => {
    it("refuses to deploy without protection", async () => {
        const { error, resources } = await runProgram(prod, leastRaw, { stack: "prod" });
        expect(resources).toEqual([]);
        expect(error).toBe(
            `Stack "prod": 1 problem in the settings (Pulumi.prod.yaml). Nothing was changed.

protect
  given:    false
  allowed:  true: this is a production stack, where a replaced connection would take its users with it
  fix:      pulumi config set --stack prod 'microsoft-connection:protect' true`,
        );
    });

    it("protects what identifies users and apps, the secrets in use, and nothing that comes and goes", async () => {
        const { resources } = await runProgram(prod, stackFile("prod"), { stack: "prod" });
        expect(namesOf(resources.filter(({ options }) => options.protect === true))).toEqual([
            "auth0.Client planner-api",
            "auth0.Client planner-spa",
            "auth0.Client portal",
            "auth0.Connection acme",
            "auth0.Connection customers",
            "auth0.ResourceServer planner-api",
            "azuread.Application acme",
            "azuread.Application customers",
            "azuread.ApplicationPassword acme-b",
            "azuread.ApplicationPassword customers-a",
        ]);
    });

    it("consents for everyone where the stack asks for it, through one lookup of Microsoft Graph", async () => {
        const { resources, calls } = await runProgram(prod, stackFile("prod"), { stack: "prod" });
        expect(calls).toEqual(["getClient", "getClientConfig", "getCustomDomains", "getServicePrincipal", "getTenant"]);
        expect(recordedOf(resources, "azuread.ServicePrincipalDelegatedPermissionGrant", "acme").inputs).toMatchObject({
            resourceServicePrincipalObjectId: "microsoft-graph",
        });
    });
});
