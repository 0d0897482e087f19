import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { problemText } from "../../../stacks/settings/problem.ts";
import { readSettings } from "../../../stacks/settings/read-settings.ts";
import { waadSettings, windowsliveSettings } from "./happy-settings.ts";
import { afterFix } from "./run-fix.ts";

describe("reading settings", () => {
    it("fills in every default of the smallest stack", () => {
        expect(readSettings(windowsliveSettings())).toEqual({
            problems: [],
            settings: {
                auth0: { domain: "acme-dev.eu.auth0.com", cutOverDomains: [], myAccountApi: "create" },
                microsoft: { tenantId: "0f7e2c4a-3b5d-4e8f-9a1c-6d2b8e4f7a90", owners: [] },
                protect: false,
                linking: "additive",
                secretLifetimeDays: 180,
                connections: {
                    microsoft: {
                        strategy: "windowslive",
                        name: "microsoft",
                        displayName: "Microsoft",
                        appName: "Microsoft (microsoft)",
                        showAsButton: true,
                        domainAliases: [],
                        commonEndpoint: false,
                        signInAudience: "AzureADandPersonalMicrosoftAccount",
                        scopes: ["openid", "offline_access", "User.Read", "Calendars.Read"],
                        signIn: true,
                        tokenVault: true,
                        adminConsent: false,
                        assignedTo: [],
                        organizations: [],
                        attributes: ["basic_profile"],
                        userIdAttribute: "oid",
                        emailVerification: "never_set_emails_as_verified",
                        syncUserProfile: "on_each_login",
                        upstreamParams: {},
                        clientSecret: {
                            active: "a",
                            slots: { a: { issued: "2026-11-02", ends: "2027-05-01T00:00:00Z" } },
                        },
                        asFound: [],
                        formerKeys: [],
                    },
                },
                clients: {
                    portal: {
                        kind: "web",
                        name: "Portal",
                        callbacks: ["http://localhost:3000/auth/callback"],
                        logoutUrls: [],
                        webOrigins: [],
                        authentication: "client_secret_post",
                        publicKeys: [],
                        connections: ["microsoft"],
                        scopes: ["openid", "offline_access", "User.Read", "Calendars.Read"],
                        formerKeys: [],
                        asFound: [],
                    },
                },
            },
        });
    });

    it("gives a connection the audience of its strategy, of the common endpoint, or of the app registration it shares", () => {
        const settings = waadSettings();
        settings.connections.globex = {
            strategy: "waad",
            directory: "globex.example",
            appRegistration: "customers",
            scopes: ["openid", "offline_access"],
        };

        const { connections } = readSettings(settings).settings ?? {};

        expect(
            Object.entries(connections ?? {}).map(([key, { signInAudience, userIdAttribute }]) => [
                key,
                signInAudience,
                userIdAttribute,
            ]),
        ).toEqual([
            ["acme", "AzureADMyOrg", "oid"],
            ["customers", "AzureADMultipleOrgs", "sub"],
            ["globex", "AzureADMultipleOrgs", "oid"],
        ]);
    });

    it("lets a client ask for all scopes of its connections, and names an API after its application", () => {
        const settings = waadSettings();
        settings.clients.portal.connections = ["customers", "acme"];

        const { clients } = readSettings(settings).settings ?? {};

        expect(clients?.["portal"]?.scopes).toEqual(["openid", "offline_access", "User.Read", "Calendars.Read"]);
        expect(clients?.["planner"]).toMatchObject({ api: { name: "Planner API", scopes: {} } });
    });

    it("understands what the engine makes of a stack file: texts of everything, and bare dates", () => {
        const settings = windowsliveSettings();
        settings.connections.microsoft.clientSecret.slots.a = {
            issued: "2026-11-02 00:00:00 +0000 UTC",
            ends: "2027-04-30 12:30:00 +0000 UTC",
        };
        const texts = {
            auth0: JSON.stringify(settings.auth0),
            microsoft: JSON.stringify(settings.microsoft),
            connections: JSON.stringify(settings.connections),
            clients: JSON.stringify(settings.clients),
            protect: "true",
            linking: "exclusive",
            secretLifetimeDays: "200",
        };

        const { settings: read } = readSettings(texts);

        expect(read).toMatchObject({ protect: true, linking: "exclusive", secretLifetimeDays: 200 });
        expect(read?.connections["microsoft"]?.clientSecret?.slots.a).toEqual({
            issued: "2026-11-02",
            ends: "2027-04-30T12:30:00Z",
        });
    });

    it.each([[undefined], [null], [42], ["settings"], [[]], [{}]])("names what is needed first, given %j", (raw) => {
        const { problems } = readSettings(raw);

        expect(problems.map(({ key }) => key)).toEqual(["auth0.domain", "microsoft.tenantId", "connections"]);
    });

    it("tells every problem in one message, each with the command that solves it", () => {
        const settings = windowsliveSettings();
        settings.conections = {};
        settings.auth0.domain = "https://Acme-Dev.eu.auth0.com/";
        settings.connections.microsoft.scopes = ["openid", "Calendar.Read", "Chat.Read", "User.Read", "User.Read"];
        settings.connections.microsoft.clientSecret = "Xy8~not-for-any-eye";
        settings.connections.microsoft.iconUrl = "https://acme.example/icon.svg";
        settings.clients.portal.logoutUrl = "http://localhost:3000";

        const { problems } = readSettings(settings);

        expect(problemText("dev", problems)).toBe(
            `Stack "dev": 9 problems in the settings (Pulumi.dev.yaml). Nothing was changed.

auth0.domain
  given:    "https://Acme-Dev.eu.auth0.com/"
  allowed:  a bare host name in lower case: no scheme, no port, no path
  fix:      pulumi config set --stack dev --path 'microsoft-connection:auth0.domain' acme-dev.eu.auth0.com

connections.microsoft.scopes[1]
  given:    "Calendar.Read"
  allowed:  a Microsoft Graph scope that catalogue/microsoft-graph-scopes.ts lists
  fix:      pulumi config set --stack dev --path 'microsoft-connection:connections.microsoft.scopes[1]' Calendars.Read

connections.microsoft.clientSecret
  given:    [secret]
  allowed:  a mapping with active
  fix:      pulumi config rm --stack dev --path 'microsoft-connection:connections.microsoft.clientSecret'

clients.portal.logoutUrl
  given:    "http://localhost:3000"
  allowed:  one of the keys kind, name, callbacks, logoutUrls, description, webOrigins, authentication, publicKeys, refreshToken, connections, scopes, formerKeys, asFound
  fix:      rename the key to logoutUrls in the stack file

conections
  given:    an empty mapping
  allowed:  one of the keys auth0, microsoft, protect, linking, secretLifetimeDays, connections, clients, keyVault
  fix:      pulumi config rm --stack dev 'microsoft-connection:conections'

connections.microsoft.iconUrl
  given:    "https://acme.example/icon.svg"
  allowed:  only with strategy waad
  fix:      pulumi config rm --stack dev --path 'microsoft-connection:connections.microsoft.iconUrl'

connections.microsoft.scopes
  given:    ["openid","Calendar.Read","Chat.Read","User.Read","User.Read"]
  allowed:  with offline_access, because of tokenVault
  fix:      pulumi config set --stack dev --path 'microsoft-connection:connections.microsoft.scopes[5]' offline_access

connections.microsoft.scopes[4]
  given:    "User.Read"
  allowed:  each value once: it is connections.microsoft.scopes[3] too
  fix:      pulumi config rm --stack dev --path 'microsoft-connection:connections.microsoft.scopes[4]'

connections.microsoft.scopes[2]
  given:    "Chat.Read"
  allowed:  with strategy windowslive, a scope that personal Microsoft accounts have
  fix:      pulumi config rm --stack dev --path 'microsoft-connection:connections.microsoft.scopes[2]'`,
        );
    });

    it("orders the commands so that they can be run one after the other", () => {
        const settings = windowsliveSettings();
        settings.connections.microsoft.scopes = ["Chat.Read", "openid", "openid", "Team.ReadBasic.All", "UserRead"];

        const { problems } = readSettings(settings);
        const after = problems.reduce((changed, { fix }) => afterFix(changed, fix), settings);

        expect(after.connections.microsoft.scopes).toEqual(["openid", "User.Read", "offline_access"]);
        expect(readSettings(after).problems).toEqual([]);
    });

    it("removes an item once, whatever is wrong with it", () => {
        const settings = waadSettings();
        settings.clients.planner.scopes = ["openid", "offline_access", "Mail.Send", "Mail.Send", "Calendars.Read"];

        const { problems } = readSettings(settings);
        const after = problems.reduce((changed, { fix }) => afterFix(changed, fix), settings);

        expect(after.clients.planner.scopes).toEqual(["openid", "offline_access", "Calendars.Read"]);
    });

    it("says of a value that the schema refuses nothing else, and lets rules see what was meant", () => {
        const settings = windowsliveSettings();
        settings.connections.microsoft.scopes = ["Chat.Raed", "openid", "offline-access", "opnid", "Openid"];

        expect(readSettings(settings).problems.map(({ key, fix }) => [key, fix.split(" ").at(-1)])).toEqual([
            ["connections.microsoft.scopes[0]", "Chat.Read"],
            ["connections.microsoft.scopes[2]", "offline_access"],
            ["connections.microsoft.scopes[3]", "openid"],
            ["connections.microsoft.scopes[4]", "openid"],
        ]);
    });

    it("looks at each connection and client by itself, however broken another is", () => {
        const settings = waadSettings();
        settings.connections.acme = "waad";
        settings.connections.customers.directory = "acme.example";
        settings.clients.planner = { kind: "spi" };
        settings.clients.portal.refreshToken.idleDays = 120;

        expect(readSettings(settings).problems.map(({ key }) => key)).toEqual([
            "connections.acme",
            "clients.planner.kind",
            "connections.customers.directory",
            "clients.portal.refreshToken.idleDays",
        ]);
    });

    it("quotes nothing of what the engine decrypted", () => {
        const settings = windowsliveSettings();
        settings.connections.microsoft.displayName = " Cleopatra";
        settings.connections.microsoft.name = "Cleo patra";
        settings.auth0.domain = "ACME.eu.auth0.com";

        const { problems } = readSettings(settings, ["connections"]);

        expect(JSON.stringify(problems)).not.toMatch(/cleo/i);
        expect(problems.map(({ given }) => given)).toEqual(['"ACME.eu.auth0.com"', "[secret]", "[secret]"]);
    });

    it("quotes no value that is encrypted, or under a name that sounds secret", () => {
        const settings = windowsliveSettings();
        settings.connections.microsoft.displayName = { secure: "v1:cleopatra" };
        settings.connections.microsoft.clientSecret.active = "cleopatra~1";
        settings.connections.microsoft.clientSecret.slots.a.issued = "cleopatra~2";
        settings.connections.microsoft.password = "cleopatra~3";
        settings.clients.portal.client_secret = ["cleopatra~4"];

        const { problems } = readSettings(settings);

        expect(problems.map(({ given }) => given)).toEqual(Array.from({ length: 5 }, () => "[secret]"));
        expect(problemText("dev", problems)).not.toContain("cleopatra");
    });

    it("takes an empty key vault, which Pulumi.yaml gives every stack, for none", () => {
        expect(readSettings({ ...windowsliveSettings(), keyVault: "{}" })).toEqual(readSettings(windowsliveSettings()));
    });

    it("fills in every default of a key vault", () => {
        const keyVault = {
            subscriptionId: "3d1b8f52-6c40-4a97-9e2d-5b7f0c8a1e64",
            resourceGroup: "rg-identity",
            name: "kv-acme",
            location: "westeurope",
            issued: "2026-11-02 00:00:00 +0000 UTC",
            readers: { portal: [{ objectId: "9a1c6d2b-8e4f-4a90-8f7e-2c4a3b5d4e8f" }] },
        };

        expect(readSettings({ ...windowsliveSettings(), keyVault }).settings?.keyVault).toEqual({
            ...keyVault,
            mode: "create",
            allowedIps: [],
            bypass: "AzureServices",
            issued: "2026-11-02",
            lifetimeDays: 180,
            readers: { portal: [{ objectId: "9a1c6d2b-8e4f-4a90-8f7e-2c4a3b5d4e8f", type: "ServicePrincipal" }] },
        });
    });

    it("never shows what was given for a public key: it may be the private one", () => {
        const settings = windowsliveSettings();
        const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
        const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
        Object.assign(settings.clients.portal, {
            authentication: "private_key_jwt",
            publicKeys: [{ name: "2026", key: pem }],
        });

        const { problems } = readSettings(settings);
        expect(problems.map(({ key, given }) => [key, given])).toEqual([
            ["clients.portal.publicKeys[0].key", "[secret]"],
        ]);
        expect(JSON.stringify(problems)).not.toContain(pem.split("\n")[1]);
    });
});
