import type { ResourceValidationPolicy } from "@pulumi/policy";
import { validateResourceOf } from "../../of-type.ts";
import { Vault } from "../../resource-types.ts";
import { shown } from "../../shown.ts";

export const vaultUsesRbac: ResourceValidationPolicy = {
    name: "vault-uses-rbac",
    description: "Who may read a key vault is decided by role assignments.",
    enforcementLevel: "mandatory",
    severity: "high",
    remediationSteps:
        "Write properties.enableRbacAuthorization: true and assign roles such as Key Vault Secrets User. Left out, the SDK sends false, and anyone who may edit the vault can let themselves in by an access policy.",
    url: "https://learn.microsoft.com/azure/key-vault/general/rbac-guide",
    validateResource: validateResourceOf(Vault, ({ properties }, _args, report) => {
        const rbac = properties?.enableRbacAuthorization;
        if (rbac !== true) report(`properties.enableRbacAuthorization is ${shown(rbac)}; expected true`);
    }),
};
