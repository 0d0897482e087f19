import type * as pulumi from "@pulumi/pulumi";
import { asFoundOf, type ClientAsFound } from "../catalogue/as-found.ts";
import { connectedAccountsScopes } from "../catalogue/auth0.ts";
import { adoptable } from "./adoptable.ts";
import { ClientGrant } from "./auth0-resources.ts";
import type { Hooks } from "./hooks.ts";
import type { MyAccountApi } from "./my-account-api.ts";

interface MyAccountGrantOptions {
    readonly parent: pulumi.Resource;
    readonly hooks: Hooks;

    /** What stays as it was found when it was adopted. */
    readonly asFound: readonly ClientAsFound[] | undefined;
}

/**
 * Lets an app get a user's tokens for the My Account API of each domain, which it needs to connect the user's Microsoft account.
 * Without `subjectType` the grant would be for the app itself, which the API never lets in.
 */
export function myAccountGrants(
    name: string,
    clientId: pulumi.Input<string>,
    apis: readonly MyAccountApi[],
    { asFound, parent, hooks }: MyAccountGrantOptions,
): void {
    for (const { domain, audience, resource } of apis) {
        new ClientGrant(
            `${name}/${domain}`,
            { clientId, audience, subjectType: "user", scopes: [...connectedAccountsScopes] },
            {
                parent,
                aliases: adoptable,
                ignoreChanges: asFoundOf("myAccountGrant", asFound),
                // A grant that is there, the provider would take over as it is, whatever its scopes, and delete with the stack.
                hooks: { beforeCreate: hooks.notThereYet },
                ...(resource === undefined ? {} : { dependsOn: [resource] }),
            },
        );
    }
}
