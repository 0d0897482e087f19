import type { ResourceValidationPolicy } from "@pulumi/policy";
import { validateResourceOf } from "../../of-type.ts";
import { Vault } from "../../resource-types.ts";
import { shown } from "../../shown.ts";

interface Settings {
    readonly days: number;
}

/** What the SDK sends where the program says nothing. */
const defaultDays = 90;

export const vaultHasSoftDelete: ResourceValidationPolicy = {
    name: "vault-has-soft-delete",
    description: "What was deleted of a key vault can be had back for long enough.",
    enforcementLevel: "mandatory",
    severity: "high",
    remediationSteps:
        "Leave properties.enableSoftDelete out or write true, and softDeleteRetentionInDays as the setting days of the rule or more, at most 90.",
    url: "https://learn.microsoft.com/azure/key-vault/general/soft-delete-overview",
    configSchema: {
        properties: {
            days: { type: "integer", minimum: 7, maximum: 90, default: 90, description: "Fewest days of retention." },
        },
    },
    validateResource: validateResourceOf(Vault, ({ properties }, args, report) => {
        const { days } = args.getConfig<Settings>();
        const { enableSoftDelete, softDeleteRetentionInDays = defaultDays } = properties ?? {};
        if (enableSoftDelete === false) report("properties.enableSoftDelete is false; expected true");
        if (softDeleteRetentionInDays < days) {
            report(
                `properties.softDeleteRetentionInDays is ${shown(softDeleteRetentionInDays)}; expected ${days} or more`,
            );
        }
    }),
};
