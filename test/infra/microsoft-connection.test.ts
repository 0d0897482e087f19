import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { ServicePrincipal } from "../../infra/azuread-resources.ts";
import { sharedHooks } from "../../infra/hooks.ts";
import { MicrosoftConnection, type MicrosoftConnectionArgs } from "../../infra/microsoft-connection.ts";
import { namesOf, record, recordedOf } from "./record.ts";

const windowslive = {
    strategy: "windowslive",
    connectionName: "windowslive",
    displayName: "Microsoft",
    scopes: ["openid", "offline_access", "User.Read", "Mail.Send"],
} as const;

const waad = {
    strategy: "waad",
    connectionName: "acme-entra",
    displayName: "Acme account",
    scopes: ["openid", "offline_access", "User.Read"],
    directory: "acme.example",
} as const;

function recorded(args: Omit<MicrosoftConnectionArgs, "hooks" | "registration">) {
    return record(() => {
        const registration = {
            clientId: "app",
            clientSecret: pulumi.secret("s3cret"),
            audience: "AzureADMyOrg" as const,
            tenantId: "directory",
            servicePrincipal: new pulumi.ComponentResource(
                "microsoft-connection:index:AppRegistration",
                "registration",
            ),
        };
        new MicrosoftConnection("ms", {
            ...args,
            registration,
            hooks: sharedHooks({ owningStack: "microsoft-connection/dev" }),
        });
    });
}

const options = {
    parent: "MicrosoftConnection ms",
    aliases: ["at the top"],
    hooks: {
        beforeCreate: ["not-there-yet", "try-client-secret/ms"],
        beforeUpdate: ["try-client-secret/ms"],
        onError: ["known-refusals"],
    },
};

describe("MicrosoftConnection", () => {
    it("is whole for windowslive", async () => {
        const { inputs, options: its } = recordedOf(await recorded(windowslive), "auth0.Connection", "ms");
        expect(inputs).toEqual({
            name: "windowslive",
            strategy: "windowslive",
            displayName: "Microsoft",
            authentication: { active: true },
            connectedAccounts: { active: true },
            options: {
                secret: {
                    clientId: "app",
                    clientSecret: "s3cret",
                    strategyVersion: 2,
                    setUserRootAttributes: "on_each_login",
                    scopes: ["graph_user", "offline_access", "signin"],
                },
            },
        });
        expect(its).toEqual(options);
    });

    it("is whole for waad", async () => {
        const { inputs, options: its } = recordedOf(await recorded(waad), "auth0.Connection", "ms");
        expect(inputs).toEqual({
            name: "acme-entra",
            strategy: "waad",
            displayName: "Acme account",
            showAsButton: true,
            authentication: { active: true },
            connectedAccounts: { active: true },
            options: {
                secret: {
                    clientId: "app",
                    clientSecret: "s3cret",
                    strategyVersion: 2,
                    setUserRootAttributes: "on_each_login",
                    domain: "acme.example",
                    tenantDomain: "acme.example",
                    domainAliases: [],
                    identityApi: "microsoft-identity-platform-v2.0",
                    waadProtocol: "openid-connect",
                    useWsfed: false,
                    waadCommonEndpoint: false,
                    userIdAttribute: "oid",
                    scopes: ["basic_profile"],
                    shouldTrustEmailVerifiedConnection: "never_set_emails_as_verified",
                },
            },
        });
        expect(its).toEqual(options);
    });

    it("writes sign-in and Token Vault also when they are off, because leaving them out changes nothing", async () => {
        const off = { ...waad, signIn: false, tokenVault: false, showAsButton: false };
        expect(recordedOf(await recorded(off), "auth0.Connection", "ms").inputs).toMatchObject({
            authentication: { active: false },
            connectedAccounts: { active: false },
            showAsButton: false,
        });
    });

    it("is protected when asked", async () => {
        const resources = await recorded({ ...waad, protect: true });
        expect(recordedOf(resources, "auth0.Connection", "ms").options).toEqual({ ...options, protect: true });
    });

    it("is enabled for each organization", async () => {
        const resources = await recorded({ ...waad, organizations: { globex: "org_2", acme: "org_1" } });
        expect(namesOf(resources).filter((name) => name.startsWith("auth0.OrganizationConnection"))).toEqual([
            "auth0.OrganizationConnection ms/acme",
            "auth0.OrganizationConnection ms/globex",
        ]);
        const { inputs, options: its } = recordedOf(resources, "auth0.OrganizationConnection", "ms/acme");
        expect(inputs).toEqual({ organizationId: "org_1", connectionId: "ms-id" });
        expect(its).toEqual({
            parent: "MicrosoftConnection ms",
            deletedWith: "auth0.Connection ms",
            deleteBeforeReplace: true,
            replaceOnChanges: ["organizationId", "connectionId"],
            dependsOn: ["auth0.Connection ms"],
        });
    });

    it("waits for the service principal, which Microsoft needs before anyone can sign in", async () => {
        const resources = await record(() => {
            const servicePrincipal = new ServicePrincipal("ms", { clientId: "app" });
            const registration = {
                clientId: "app",
                clientSecret: "s3cret",
                audience: "AzureADMyOrg" as const,
                tenantId: "directory",
                servicePrincipal,
            };
            new MicrosoftConnection("ms", {
                ...waad,
                registration,
                hooks: sharedHooks({ owningStack: "microsoft-connection/dev" }),
            });
        });
        expect(recordedOf(resources, "auth0.Connection", "ms").options.dependsOn).toEqual([
            "azuread.ServicePrincipal ms",
        ]);
    });

    it("hands back what stays as it was found, leaves out what it had not, and never its secret", async () => {
        const resources = await recorded({
            ...waad,
            asFound: [
                "connection.displayName",
                "connection.options.apiEnableUsers",
                "connection.options.useWsfed",
                "connection.options.scopes",
            ],
            existing: {
                displayName: "",
                options: { apiEnableUsers: true, useWsfed: "", scopes: ["basic_profile", "ext_groups"] },
            },
        });
        const { inputs } = recordedOf(resources, "auth0.Connection", "ms");
        expect(inputs).not.toHaveProperty("displayName");
        // The mocks mark all that has a secret in it.
        const { secret: options } = inputs["options"] as { secret: object };
        expect(options).toMatchObject({
            clientSecret: "s3cret",
            apiEnableUsers: true,
            scopes: ["basic_profile", "ext_groups"],
        });
        expect(options).not.toHaveProperty("useWsfed");
    });

    it("is as the settings say where there is nothing yet to hand back", async () => {
        const names = ["connection.displayName", "connection.options.domain"] as const;
        const { inputs } = recordedOf(await recorded({ ...waad, asFound: names }), "auth0.Connection", "ms");
        expect(inputs).toMatchObject({ displayName: "Acme account", options: { secret: { domain: "acme.example" } } });
    });
});
