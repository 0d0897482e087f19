import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { formerNames } from "../../infra/adoptable.ts";
import { AppRegistration, type AppRegistrationArgs } from "../../infra/app-registration.ts";
import * as azuread from "../../infra/azuread-resources.ts";
import { sharedHooks } from "../../infra/hooks.ts";
import { namesOf, record, recordedOf } from "./record.ts";

const args: Omit<AppRegistrationArgs, "hooks"> = {
    displayName: "Acme Login",
    description: "Sign-in of connection acme",
    owningStack: "microsoft-connection/prod",
    audience: "AzureADMyOrg",
    redirectUris: ["https://login.acme.example/login/callback", "https://acme.eu.auth0.com/login/callback"],
    scopes: ["openid", "offline_access", "User.Read"],
    owners: ["deployer", "platform"],
    clientSecret: {
        active: "b",
        slots: {
            a: { issued: "2026-08-03", ends: "2027-01-30T00:00:00Z" },
            b: { issued: "2026-11-02", ends: "2027-05-01T00:00:00Z" },
        },
    },
};

function recorded(changes: Partial<AppRegistrationArgs> = {}, opts?: pulumi.ComponentResourceOptions) {
    return record(() => {
        new AppRegistration(
            "acme",
            { ...args, hooks: sharedHooks({ owningStack: "microsoft-connection/dev" }), ...changes },
            opts,
        );
    });
}

describe("AppRegistration", () => {
    it("is one application with its service principal and a secret per slot", async () => {
        expect(namesOf(await recorded())).toEqual([
            "AppRegistration acme",
            "azuread.Application acme",
            "azuread.ApplicationPassword acme-a",
            "azuread.ApplicationPassword acme-b",
            "azuread.ServicePrincipal acme",
        ]);
    });

    it("registers the application whole", async () => {
        const { inputs, options } = recordedOf(await recorded(), "azuread.Application", "acme");
        expect(inputs).toEqual({
            displayName: "Acme Login",
            description: "Sign-in of connection acme",
            notes: "Managed by Pulumi stack microsoft-connection/prod. What is changed by hand is changed back.",
            preventDuplicateNames: true,
            signInAudience: "AzureADMyOrg",
            owners: ["deployer", "platform"],
            api: { requestedAccessTokenVersion: 2 },
            web: {
                redirectUris: ["https://acme.eu.auth0.com/login/callback", "https://login.acme.example/login/callback"],
                implicitGrant: { accessTokenIssuanceEnabled: false, idTokenIssuanceEnabled: false },
            },
            requiredResourceAccesses: [
                {
                    resourceAppId: "00000003-0000-0000-c000-000000000000",
                    resourceAccesses: [
                        { id: "37f7f235-527c-4136-accd-4a02d197296e", type: "Scope" },
                        { id: "7427e0e9-2fba-42fe-b0c0-848c9e6a8182", type: "Scope" },
                        { id: "e1fe6dd8-ba31-4d61-89e7-88639da4683d", type: "Scope" },
                    ],
                },
            ],
        });
        expect(options).toEqual({
            parent: "AppRegistration acme",
            aliases: ["at the top"],
            hooks: { beforeCreate: ["not-there-yet"] },
        });
    });

    it("protects the application when asked", async () => {
        const resources = await recorded({ protect: true });
        expect(recordedOf(resources, "azuread.Application", "acme").options.protect).toBe(true);
    });

    it("gives the service principal the owners, and no error hook", async () => {
        const { inputs, options } = recordedOf(await recorded(), "azuread.ServicePrincipal", "acme");
        expect(inputs).toEqual({
            clientId: "acme-client-id",
            owners: ["deployer", "platform"],
            appRoleAssignmentRequired: false,
        });
        expect(options).toEqual({
            parent: "AppRegistration acme",
            deletedWith: "azuread.Application acme",
            dependsOn: ["azuread.Application acme"],
            aliases: ["at the top"],
            hooks: { beforeCreate: ["not-there-yet"] },
        });
    });

    it("makes a secret out of slot and generation only, and protects the active one", async () => {
        const resources = await recorded();
        const idle = recordedOf(resources, "azuread.ApplicationPassword", "acme-a");
        const active = recordedOf(resources, "azuread.ApplicationPassword", "acme-b");
        const options = {
            parent: "AppRegistration acme",
            deletedWith: "azuread.Application acme",
            deleteBeforeReplace: true,
            dependsOn: ["azuread.Application acme"],
            hooks: { beforeCreate: ["remove-leftover-secrets"], onError: ["known-refusals"] },
        };

        expect(idle.inputs).toEqual({
            applicationId: "acme-id",
            displayName: "slot a, issued 2026-08-03",
            endDate: "2027-01-30T00:00:00Z",
            rotateWhenChanged: { issued: "2026-08-03" },
        });
        expect(idle.options).toEqual(options);
        expect(active.inputs).toEqual({
            applicationId: "acme-id",
            displayName: "slot b, issued 2026-11-02",
            endDate: "2027-05-01T00:00:00Z",
            rotateWhenChanged: { issued: "2026-11-02" },
        });
        expect(active.options).toEqual({ ...options, protect: true });
    });

    it("changes an idle secret only after what uses the active one", async () => {
        let user: pulumi.Resource | undefined;
        const resources = await record(() => {
            const usedBy = Promise.resolve().then(() => (user === undefined ? [] : [user]));
            new AppRegistration("acme", {
                ...args,
                hooks: sharedHooks({ owningStack: "microsoft-connection/dev" }),
                usedBy,
            });
            user = new azuread.ServicePrincipal("user", { clientId: "user" });
        });
        const dependsOn = (name: string) =>
            recordedOf(resources, "azuread.ApplicationPassword", name).options.dependsOn;
        expect(dependsOn("acme-a")).toEqual(["azuread.Application acme", "azuread.ServicePrincipal user"]);
        expect(dependsOn("acme-b")).toEqual(["azuread.Application acme"]);
    });

    it("gives out the active secret, as a secret", async () => {
        let given: unknown;
        let isSecret: boolean | undefined;
        await record(async () => {
            const { clientSecret } = new AppRegistration("acme", {
                ...args,
                hooks: sharedHooks({ owningStack: "microsoft-connection/dev" }),
            });
            isSecret = await pulumi.isSecret(clientSecret);
            clientSecret.apply((value) => {
                given = value;
            });
        });
        expect({ given, isSecret }).toEqual({ given: "acme-b-value", isSecret: true });
    });

    it("gives out the secret that its connection has, as a secret, and makes none", async () => {
        let given: unknown;
        let isSecret: boolean | undefined;
        const resources = await record(async () => {
            const clientSecret = { active: "existing", existing: "kept", slots: {} } as const;
            const registration = new AppRegistration("acme", {
                ...args,
                hooks: sharedHooks({ owningStack: "microsoft-connection/dev" }),
                clientSecret,
            });
            isSecret = await pulumi.isSecret(registration.clientSecret);
            registration.clientSecret.apply((value) => {
                given = value;
            });
        });
        expect({ given, isSecret }).toEqual({ given: "kept", isSecret: true });
        expect(namesOf(resources)).not.toContain("azuread.ApplicationPassword acme-a");
    });

    it("refuses an existing secret that was not looked up", async () => {
        await expect(recorded({ clientSecret: { active: "existing", slots: {} } })).rejects.toThrow(
            new Error("acme: the existing secret is active and was not looked up"),
        );
    });

    it("ignores what stays as it was found, each where it belongs, and asks nothing of an adopted name", async () => {
        const resources = await recorded({
            asFound: ["application.notes", "servicePrincipal.tags", "consent.claimValues"],
            consentThrough: "graph",
        });
        const ignored = (type: string) => recordedOf(resources, type, "acme").options.ignoreChanges;
        expect(ignored("azuread.Application")).toEqual(["notes"]);
        expect(ignored("azuread.ServicePrincipal")).toEqual(["tags"]);
        expect(ignored("azuread.ServicePrincipalDelegatedPermissionGrant")).toEqual(["claimValues"]);
        expect(recordedOf(resources, "azuread.Application", "acme").inputs).not.toHaveProperty("preventDuplicateNames");
    });

    it("refuses nothing that exists in a program that is about to adopt it", async () => {
        const { inputs, options } = recordedOf(
            await recorded({
                hooks: sharedHooks({ owningStack: "microsoft-connection/dev", adopting: true }),
                mayExist: true,
            }),
            "azuread.Application",
            "acme",
        );
        expect(inputs["preventDuplicateNames"]).toBe(false);
        expect(options.hooks?.["beforeCreate"] ?? []).toEqual([]);
    });

    it("refuses an active slot that is not declared", async () => {
        const clientSecret = {
            active: "b",
            slots: { a: { issued: "2026-08-03", ends: "2027-01-30T00:00:00Z" } },
        } as const;
        await expect(recorded({ clientSecret })).rejects.toThrow(
            new Error('acme: slot "b" is active and not declared; declared: a'),
        );
    });

    it("consents to all scopes in one grant, through Microsoft Graph's own service principal", async () => {
        const resources = await recorded({ consentThrough: "graph-object-id" });
        const { inputs, options } = recordedOf(resources, "azuread.ServicePrincipalDelegatedPermissionGrant", "acme");
        expect(inputs).toEqual({
            servicePrincipalObjectId: "acme-object-id",
            resourceServicePrincipalObjectId: "graph-object-id",
            claimValues: ["User.Read", "offline_access", "openid"],
        });
        expect(options).toEqual({
            parent: "AppRegistration acme",
            deletedWith: "azuread.ServicePrincipal acme",
            dependsOn: ["azuread.ServicePrincipal acme"],
            aliases: ["at the top"],
            hooks: { onError: ["known-refusals"] },
        });
        expect(namesOf(resources).filter((name) => name.startsWith("azuread.ServicePrincipal "))).toHaveLength(1);
    });

    it("lets in the assigned users and groups only, when there are any", async () => {
        const resources = await recorded({ assignedTo: ["group", "anna"] });
        expect(recordedOf(resources, "azuread.ServicePrincipal", "acme").inputs).toMatchObject({
            appRoleAssignmentRequired: true,
        });
        expect(namesOf(resources).filter((name) => name.startsWith("azuread.AppRoleAssignment"))).toEqual([
            "azuread.AppRoleAssignment acme/anna",
            "azuread.AppRoleAssignment acme/group",
        ]);
        const { inputs, options } = recordedOf(resources, "azuread.AppRoleAssignment", "acme/anna");
        expect(inputs).toEqual({
            appRoleId: "00000000-0000-0000-0000-000000000000",
            principalObjectId: "anna",
            resourceObjectId: "acme-object-id",
        });
        expect(options).toEqual({
            parent: "AppRegistration acme",
            deletedWith: "azuread.ServicePrincipal acme",
            dependsOn: ["azuread.ServicePrincipal acme"],
        });
    });

    it("is found under the names it had before", async () => {
        const resources = await recorded({}, { aliases: formerNames(["entra", "login"]) });
        expect(recordedOf(resources, "AppRegistration", "acme").options).toEqual({ aliases: ["entra", "login"] });
    });
});
