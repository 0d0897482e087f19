import type { ResourceValidationPolicy } from "@pulumi/policy";
import { validateResourceOf } from "../../of-type.ts";
import { Vault } from "../../resource-types.ts";
import { shown } from "../../shown.ts";

export const vaultHasPurgeProtection: ResourceValidationPolicy = {
    name: "vault-has-purge-protection",
    description: "What was deleted of a key vault cannot be purged before its time.",
    enforcementLevel: "mandatory",
    severity: "high",
    remediationSteps: "Write properties.enablePurgeProtection: true. It cannot be turned off again.",
    url: "https://learn.microsoft.com/azure/key-vault/general/soft-delete-overview#purge-protection",
    validateResource: validateResourceOf(Vault, ({ properties }, _args, report) => {
        const purge = properties?.enablePurgeProtection;
        if (purge !== true) report(`properties.enablePurgeProtection is ${shown(purge)}; expected true`);
    }),
};
