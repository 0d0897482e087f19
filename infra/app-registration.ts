import * as pulumi from "@pulumi/pulumi";
import { asFoundOf, type ConnectionAsFound } from "../catalogue/as-found.ts";
import { defaultAppRoleId, microsoftGraphAppId, type SignInAudience } from "../catalogue/microsoft.ts";
import { adoptable } from "./adoptable.ts";
import * as azuread from "./azuread-resources.ts";
import { type ClientSecretSlots, clientSecret } from "./client-secret-slots.ts";
import type { Hooks } from "./hooks.ts";
import { mark } from "./mark.ts";
import { permissionIds } from "./scopes.ts";
import { sorted } from "./sorted.ts";

export interface AppRegistrationArgs {
    /** Name that people read on Microsoft's consent screen. */
    displayName: string;

    /** What it is for, for those who find it in the directory. */
    description: string;

    /** Stack that owns it, e.g. `microsoft-connection/dev`. */
    owningStack: string;

    /** Accounts that may sign in. */
    audience: SignInAudience;

    /** Where Microsoft sends people back to: Auth0's callback URL under each domain. */
    redirectUris: readonly string[];

    /** Microsoft Graph scopes by name, all that any connection of it asks for. */
    scopes: readonly string[];

    /** Object ids of the owners. The deployer has to be one: the provider takes it out otherwise, and it may then be locked out. */
    owners: readonly pulumi.Input<string>[];

    /** Its client secrets, and which of them is used. */
    clientSecret: ClientSecretSlots;

    /**
     * What uses the active client secret; an idle one changes after all of it.
     * @default nothing
     */
    usedBy?: pulumi.Input<pulumi.Resource[]>;

    /**
     * Object id of Microsoft Graph's service principal in the directory; with it the scopes are consented to for everyone there.
     * @default people, or an administrator, consent themselves
     */
    consentThrough?: pulumi.Input<string> | undefined;

    /**
     * Object ids of the users and groups that may sign in.
     * @default everyone the audience allows
     */
    assignedTo?: readonly string[];

    /**
     * Refuses to delete or replace the app registration; a replacement has another client id.
     * @default false
     */
    protect?: boolean;

    /**
     * Properties that stay as they were found when it was adopted.
     * @default none: everything is managed
     */
    asFound?: readonly ConnectionAsFound[];

    /**
     * Whether another of its name may exist, because that one is about to be taken into the state.
     * @default false
     */
    mayExist?: boolean | undefined;

    hooks: Hooks;
}

/** An app registration in Microsoft Entra with its service principal, its consent and its client secrets. */
export class AppRegistration extends pulumi.ComponentResource {
    /** The app registration's client (application) id. */
    readonly clientId: pulumi.Output<string>;

    /** The active client secret. */
    readonly clientSecret: pulumi.Output<string>;

    /** What has to be there before anyone can sign in. */
    readonly servicePrincipal: pulumi.Resource;

    constructor(name: string, args: AppRegistrationArgs, opts?: pulumi.ComponentResourceOptions) {
        super("microsoft-connection:index:AppRegistration", name, {}, opts);
        const { asFound = [], assignedTo = [], hooks, owners, protect = false } = args;

        // One resource, never split: the split ones do not retry while Microsoft makes an app for personal accounts known.
        const application = new azuread.Application(
            name,
            {
                displayName: args.displayName,
                description: args.description,
                notes: `${mark(args.owningStack)}. What is changed by hand is changed back.`,
                // An adopted one says nothing of it: the provider keeps it in the state alone, and there an import has none.
                ...(asFound.length === 0 ? { preventDuplicateNames: args.mayExist !== true } : {}),
                signInAudience: args.audience,
                owners: [...owners],
                api: { requestedAccessTokenVersion: 2 },
                web: {
                    redirectUris: sorted(args.redirectUris),
                    implicitGrant: { accessTokenIssuanceEnabled: false, idTokenIssuanceEnabled: false },
                },
                requiredResourceAccesses: [
                    {
                        resourceAppId: microsoftGraphAppId,
                        resourceAccesses: permissionIds(args.scopes).map((id) => ({ id, type: "Scope" })),
                    },
                ],
            },
            {
                parent: this,
                protect,
                aliases: adoptable,
                ignoreChanges: asFoundOf("application", asFound),
                hooks: { beforeCreate: hooks.notThereYet },
            },
        );

        // Without an error hook: tried again after the 404 that is known here, it is created twice and the first is lost.
        const servicePrincipal = new azuread.ServicePrincipal(
            name,
            {
                clientId: application.clientId,
                owners: [...owners],
                appRoleAssignmentRequired: assignedTo.length > 0,
            },
            {
                parent: this,
                deletedWith: application,
                aliases: adoptable,
                ignoreChanges: asFoundOf("servicePrincipal", asFound),
                hooks: { beforeCreate: hooks.notThereYet },
            },
        );

        for (const principal of sorted(assignedTo)) {
            new azuread.AppRoleAssignment(
                `${name}/${principal}`,
                {
                    appRoleId: defaultAppRoleId,
                    principalObjectId: principal,
                    resourceObjectId: servicePrincipal.objectId,
                },
                { parent: this, deletedWith: servicePrincipal },
            );
        }

        if (args.consentThrough !== undefined) {
            // All scopes in one: Microsoft refuses a second grant between the same two.
            new azuread.ServicePrincipalDelegatedPermissionGrant(
                name,
                {
                    servicePrincipalObjectId: servicePrincipal.objectId,
                    resourceServicePrincipalObjectId: args.consentThrough,
                    claimValues: sorted(args.scopes),
                },
                {
                    parent: this,
                    deletedWith: servicePrincipal,
                    aliases: adoptable,
                    ignoreChanges: asFoundOf("consent", asFound),
                    hooks: { onError: [hooks.retryKnownRefusals] },
                },
            );
        }

        this.clientId = application.clientId;
        this.servicePrincipal = servicePrincipal;
        this.clientSecret = clientSecret(name, args.clientSecret, application, {
            parent: this,
            retry: hooks.retryKnownRefusals,
            removeLeftovers: hooks.removeLeftoverSecrets,
            usedBy: args.usedBy,
        });
        this.registerOutputs({ clientId: this.clientId });
    }
}
