import type { ResourceValidationPolicy } from "@pulumi/policy";
import { validateResourceOf } from "../../of-type.ts";
import { VaultSecret } from "../../resource-types.ts";

export const vaultSecretEnds: ResourceValidationPolicy = {
    name: "vault-secret-ends",
    description: "A key vault's secret has an end.",
    enforcementLevel: "mandatory",
    severity: "medium",
    remediationSteps:
        "Set properties.attributes.expires, in seconds since 1970, to the end of the credential that the secret holds: Key Vault tells before that, and nobody goes on using what no longer works.",
    url: "https://learn.microsoft.com/azure/key-vault/secrets/secrets-best-practices",
    validateResource: validateResourceOf(VaultSecret, ({ properties }, _args, report) => {
        if (properties?.attributes?.expires !== undefined) return;
        report("properties.attributes.expires is not set; expected the credential's end in seconds since 1970");
    }),
};
