import type { ResourceValidationPolicy } from "@pulumi/policy";
import { validateResourceOf } from "../../of-type.ts";
import { Vault } from "../../resource-types.ts";
import { shown } from "../../shown.ts";

export const vaultDeniesNetworkByDefault: ResourceValidationPolicy = {
    name: "vault-denies-network-by-default",
    description: "A key vault is closed to networks that are not listed.",
    enforcementLevel: "mandatory",
    severity: "high",
    remediationSteps:
        'Write properties.networkAcls with defaultAction: "Deny" and the networks that may come in; or publicNetworkAccess: "Disabled", after which a deployment from outside can no longer delete secrets.',
    url: "https://learn.microsoft.com/azure/key-vault/general/network-security",
    validateResource: validateResourceOf(Vault, ({ properties }, _args, report) => {
        const { networkAcls, publicNetworkAccess } = properties ?? {};
        if (networkAcls?.defaultAction === "Deny" || publicNetworkAccess?.toLowerCase() === "disabled") return;
        report(`properties.networkAcls.defaultAction is ${shown(networkAcls?.defaultAction)}; expected "Deny"`);
    }),
};
