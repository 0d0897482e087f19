import type * as pulumi from "@pulumi/pulumi";
import { connectedAccountsScopes } from "../catalogue/auth0.ts";
import { adoptable } from "./adoptable.ts";
import { ClientGrant } from "./auth0-resources.ts";
import type { Hooks } from "./hooks.ts";
import type { MyAccountApi } from "./my-account-api.ts";

/**
 * Lets an app get a user's tokens for the My Account API of each domain, which it needs to connect the user's Microsoft account.
 * Without `subjectType` the grant would be for the app itself, which the API never lets in.
 */
export function myAccountGrants(
    name: string,
    clientId: pulumi.Input<string>,
    apis: readonly MyAccountApi[],
    { parent, hooks }: { parent: pulumi.Resource; hooks: Hooks },
): void {
    for (const { domain, audience, resource } of apis) {
        new ClientGrant(
            `${name}/${domain}`,
            { clientId, audience, subjectType: "user", scopes: [...connectedAccountsScopes] },
            {
                parent,
                aliases: adoptable,
                // A grant that is there, the provider would take over as it is, whatever its scopes, and delete with the stack.
                hooks: { beforeCreate: [hooks.notThereYet] },
                ...(resource === undefined ? {} : { dependsOn: [resource] }),
            },
        );
    }
}
