import type { ResourceValidationPolicy } from "@pulumi/policy";
import { validateResourceOf } from "../../of-type.ts";
import { Connection } from "../../resource-types.ts";

export const noLegacyTokenVaultSwitch: ResourceValidationPolicy = {
    name: "no-legacy-token-vault-switch",
    description: "No connection turns Token Vault on by options.federatedConnectionsAccessTokens.",
    enforcementLevel: "mandatory",
    severity: "high",
    remediationSteps:
        "Set connectedAccounts: { active: true } beside options. The old switch is ignored in silence for Microsoft's strategies, and no longer documented for others.",
    url: "https://auth0.com/docs/secure/call-apis-on-users-behalf/token-vault/connected-accounts-for-token-vault",
    validateResource: validateResourceOf(Connection, ({ options }, _args, report) => {
        if (options?.federatedConnectionsAccessTokens?.active !== true) return;
        report("options.federatedConnectionsAccessTokens.active is true; expected connectedAccounts: { active: true }");
    }),
};
