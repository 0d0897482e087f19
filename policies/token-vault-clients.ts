import type { ResourceValidation, ResourceValidationArgs } from "@pulumi/policy";
import { tokenVaultGrantType } from "./auth0-names.ts";
import { validateResourceOf } from "./of-type.ts";
import { Client } from "./resource-types.ts";

/** The inputs of an Auth0 client. */
export type ClientProperties = NonNullable<typeof Client.properties>;

type Check = (client: ClientProperties, args: ResourceValidationArgs, report: (message: string) => void) => void;

/** Whether a client may exchange tokens at Token Vault. */
export function hasTokenVault({ grantTypes }: ClientProperties): boolean {
    return Array.isArray(grantTypes) && grantTypes.includes(tokenVaultGrantType);
}

/** Checks the clients that may exchange tokens at Token Vault. */
export function validateTokenVaultClient(check: Check): ResourceValidation {
    return validateResourceOf(Client, (client, args, report) => {
        if (!hasTokenVault(client)) return args.notApplicable("It has no grant type for Token Vault");
        check(client, args, report);
    });
}
