import { describe, expect, it } from "vitest";
import { lookUp, lookupText, type Providers } from "../../stacks/lookups.ts";
import { leastRaw, settingsOf } from "./settings-fixture.ts";

const tenantId = leastRaw.microsoft.tenantId;
const waad = {
    strategy: "waad",
    directory: "acme.example",
    scopes: ["openid", "offline_access"],
    clientSecret: { active: "a", slots: { a: { issued: "2026-11-02", ends: "2027-05-01" } } },
};

/** A tenant and a directory that fit `everything`; each function can be replaced. */
const fitting = {
    getTenant: async () => ({ domain: "acme.eu.auth0.com" }),
    getClientConfig: async () => ({ tenantId, objectId: "deployer" }),
    getServicePrincipal: async () => ({ objectId: "graph" }),
    getCustomDomains: async () => ({
        customDomains: [
            { domain: "login.acme.example", status: "ready" },
            { domain: "new.acme.example", status: "pending_verification" },
        ],
    }),
    getClient: async () => ({ id: "abc" }),
    getConnection: async ({ name }: { name: string }) => ({ id: `con_${name}` }),
    getOrganization: async ({ name, organizationId }: { name?: string; organizationId?: string }) => ({
        id: organizationId ?? `org_${name}`,
    }),
    getResourceServer: async () => ({ id: "api" }),
};

const everything = {
    auth0: {
        domain: "acme.eu.auth0.com",
        customDomain: "login.acme.example",
        cutOverDomains: ["acme.eu.auth0.com"],
        myAccountApi: "adopt",
    },
    microsoft: { tenantId },
    linking: "handover",
    connections: { acme: { ...waad, adminConsent: true, organizations: ["globex", "org_aaaaBBBBcccc1234"] } },
    clients: { reports: { kind: "existing", clientId: "Zq4Xw8Tn2Lk6Vb0Rj5Yc9Hd3Ms7Pf1Ga" } },
};

function lookedUp(raw: object, changes: Partial<Record<keyof Providers, (args: never) => Promise<unknown>>> = {}) {
    return lookUp(settingsOf(raw), { ...fitting, ...changes } as unknown as Providers);
}

const failing = (text: string) => async () => Promise.reject(new Error(text));

describe("lookUp", () => {
    it("finds what the program needs", async () => {
        expect(await lookedUp(everything)).toEqual({
            value: {
                deployerObjectId: "deployer",
                microsoftGraphObjectId: "graph",
                organizationIds: { globex: "org_globex", org_aaaaBBBBcccc1234: "org_aaaaBBBBcccc1234" },
                connectionIds: { acme: "con_acme" },
                existingSecrets: {},
                existingConnections: {},
            },
            problems: [],
        });
    });

    it("finds the secret that an adopted connection has, and what of it stays as it was found", async () => {
        const adopted = {
            ...waad,
            clientSecret: { active: "existing" },
            asFound: ["connection.options.apiEnableUsers"],
        };
        const raw = { ...leastRaw, auth0: { domain: "acme.eu.auth0.com" }, connections: { acme: adopted } };
        const connection = {
            id: "con_1",
            displayName: "Acme",
            options: [{ clientSecret: "s3cret", apiEnableUsers: true }],
        };
        const { value } = await lookedUp(raw, { getConnection: async () => connection });
        expect(value?.existingSecrets).toEqual({ acme: "s3cret" });
        expect(value?.existingConnections).toEqual({
            acme: { displayName: "Acme", showAsButton: undefined, options: { apiEnableUsers: true } },
        });
    });

    it("says where there is no connection that could keep its secret, or none of it is shown", async () => {
        const raw = {
            ...leastRaw,
            auth0: { domain: "acme.eu.auth0.com" },
            connections: { acme: { ...waad, clientSecret: { active: "existing" } } },
        };
        const given = async (getConnection: () => Promise<unknown>) =>
            (await lookedUp(raw, { getConnection })).problems.map((problem) => [problem.key, problem.given]);
        const key = "connections.acme.clientSecret.active";
        expect(await given(failing('No connection found with "name" = "acme"'))).toEqual([
            [key, '"existing", and the tenant has no connection "acme" that could keep its secret'],
        ]);
        expect(await given(async () => ({ id: "con_1", options: [{ clientSecret: "" }] }))).toEqual([
            [key, '"existing", and these credentials are not shown the connection\'s secret'],
        ]);
    });

    it("asks for no more than the settings need", async () => {
        const asked: string[] = [];
        const counting = Object.fromEntries(
            Object.entries(fitting).map(([name, answer]) => [
                name,
                (args: never) => {
                    asked.push(name);
                    return answer(args);
                },
            ]),
        );
        const found = await lookedUp({ ...leastRaw, auth0: { domain: "acme.eu.auth0.com" } }, counting);
        expect(asked.sort()).toEqual(["getClientConfig", "getTenant"]);
        expect(found).toEqual({
            value: {
                deployerObjectId: "deployer",
                organizationIds: {},
                connectionIds: {},
                existingSecrets: {},
                existingConnections: {},
            },
            problems: [],
        });
    });

    it("tells everything that does not fit at once", async () => {
        const { problems } = await lookedUp(
            {
                ...everything,
                auth0: { ...everything.auth0, customDomain: "new.acme.example", cutOverDomains: ["old.acme.example"] },
            },
            {
                getClient: failing("404 Not Found: The client does not exist"),
                getConnection: failing('No connection found with "name" = "acme"'),
                getOrganization: failing("404 Not Found: No organization found by that id or name"),
                getResourceServer: failing("404 Not Found: The resource server does not exist"),
                getClientConfig: async () => ({ tenantId: "other", objectId: "deployer" }),
            },
        );
        expect(lookupText("prod", problems)).toBe(
            `Stack "prod" and its clouds do not fit: 9 problems. Nothing was changed.

auth0.customDomain
  given:    "new.acme.example", which is not verified (status pending_verification)
  allowed:  a verified custom domain of acme.eu.auth0.com: login.acme.example
  fix:      make the DNS record that Auth0 asks for, then verify it: Auth0 Dashboard, Branding, Custom Domains

auth0.cutOverDomains[0]
  given:    "old.acme.example", which the tenant does not have
  allowed:  a verified custom domain of acme.eu.auth0.com: login.acme.example
  fix:      add and verify it: Auth0 Dashboard, Branding, Custom Domains

clients.reports.clientId
  given:    "Zq4Xw8Tn2Lk6Vb0Rj5Yc9Hd3Ms7Pf1Ga", which the tenant does not have
  allowed:  client id of an application of acme.eu.auth0.com
  fix:      find it: Auth0 Dashboard, Applications; then: pulumi config set --path 'microsoft-connection:clients.reports.clientId' CLIENT_ID

auth0.myAccountApi
  given:    "adopt", and the tenant has no API https://new.acme.example/me/
  allowed:  "adopt" where the My Account API is active, otherwise "create"
  fix:      pulumi config set --path 'microsoft-connection:auth0.myAccountApi' create

auth0.myAccountApi
  given:    "adopt", and the tenant has no API https://old.acme.example/me/
  allowed:  "adopt" where the My Account API is active, otherwise "create"
  fix:      pulumi config set --path 'microsoft-connection:auth0.myAccountApi' create

connections.acme.organizations[0]
  given:    "globex", which the tenant does not have
  allowed:  name or id (org_…) of an Auth0 Organization of acme.eu.auth0.com
  fix:      make it or find it: Auth0 Dashboard, Organizations

connections.acme.organizations[1]
  given:    "org_aaaaBBBBcccc1234", which the tenant does not have
  allowed:  name or id (org_…) of an Auth0 Organization of acme.eu.auth0.com
  fix:      make it or find it: Auth0 Dashboard, Organizations

linking
  given:    "handover", and the tenant has no connection "acme" whose links could be handed over
  allowed:  "additive" or "exclusive"; "handover" is the step between the two
  fix:      pulumi config set 'microsoft-connection:linking' additive

microsoft.tenantId
  given:    "${tenantId}", and the credentials are for directory other
  allowed:  the directory that the credentials are for
  fix:      use credentials of that directory (ARM_TENANT_ID=${tenantId}), or: pulumi config set --path 'microsoft-connection:microsoft.tenantId' other`,
        );
    });

    it("tells of the wrong tenant only, because everything else follows from it", async () => {
        const { problems } = await lookedUp(everything, {
            getTenant: async () => ({ domain: "acme-dev.eu.auth0.com" }),
            getClient: failing("404 Not Found: The client does not exist"),
        });
        expect(problems).toEqual([
            {
                key: "auth0.domain",
                given: '"acme.eu.auth0.com", and the credentials are for acme-dev.eu.auth0.com',
                allowed: "the tenant that the credentials are for",
                fix: "use credentials of that tenant (AUTH0_DOMAIN=acme.eu.auth0.com), or: pulumi config set --path 'microsoft-connection:auth0.domain' acme-dev.eu.auth0.com",
            },
        ]);
    });

    it("tells of refused credentials once, for each cloud", async () => {
        const refused = failing('oauth2: "access_denied" "Unauthorized"');
        const { problems } = await lookedUp(everything, {
            getTenant: refused,
            getClient: refused,
            getCustomDomains: refused,
            getClientConfig: failing("AADSTS7000215: Invalid client secret provided."),
            getServicePrincipal: failing("AADSTS7000215: Invalid client secret provided."),
        });
        expect(problems.map(({ key, given }) => `${key}: ${given}`)).toEqual([
            'credentials for Auth0: credentials that were refused (oauth2: "access_denied" "Unauthorized")',
            "credentials for Microsoft: credentials that were refused (AADSTS7000215: Invalid client secret provided.)",
        ]);
    });

    it("tells of a missing scope once, however many questions need it", async () => {
        const { problems } = await lookedUp(everything, {
            getOrganization: failing("403 Forbidden: Insufficient scope, expected any of: read:organizations"),
        });
        expect(problems.map(({ given }) => given)).toEqual([
            "a client without the Management API scope read:organizations (403 Forbidden: Insufficient scope, expected any of: read:organizations)",
        ]);
    });
});
