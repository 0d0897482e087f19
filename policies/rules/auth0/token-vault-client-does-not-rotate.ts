import type { ResourceValidationPolicy } from "@pulumi/policy";
import { isMyAccount } from "../../auth0-names.ts";
import { validateResourceOf } from "../../of-type.ts";
import { Client } from "../../resource-types.ts";
import { shown } from "../../shown.ts";
import { hasTokenVault } from "../../token-vault-clients.ts";

export const tokenVaultClientDoesNotRotate: ResourceValidationPolicy = {
    name: "token-vault-client-does-not-rotate",
    description:
        "The refresh tokens of a client that uses Token Vault do not rotate. A rule that asks for rotation, as good as it is elsewhere, breaks Token Vault: it exchanges no refresh token that rotates.",
    enforcementLevel: "mandatory",
    severity: "high",
    remediationSteps:
        'Set refreshToken.rotationType to "non-rotating", and end the tokens instead with expirationType, tokenLifetime and idleTokenLifetime. The app of a single-page app is left out: it exchanges none itself, and without rotation Auth0 gives it none.',
    url: "https://auth0.com/docs/secure/call-apis-on-users-behalf/token-vault/refresh-token-exchange-with-token-vault",
    validateResource: validateResourceOf(Client, (client, args, report) => {
        const { appType, refreshToken } = client;
        const connectsAccounts = refreshToken?.policies?.some(({ audience }) => isMyAccount(audience)) ?? false;
        if (appType === "spa" || !(hasTokenVault(client) || connectsAccounts)) {
            return args.notApplicable("It does not exchange refresh tokens at Token Vault");
        }
        // Left out, Auth0 takes "non-rotating".
        const rotation = refreshToken?.rotationType ?? "non-rotating";
        if (rotation === "non-rotating") return;
        report(
            `refreshToken.rotationType is ${shown(rotation)}; expected "non-rotating", without which Token Vault refuses them`,
        );
    }),
};
