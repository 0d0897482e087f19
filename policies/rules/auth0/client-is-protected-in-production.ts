import type { ResourceValidationPolicy } from "@pulumi/policy";
import { validateProtected } from "../../protected.ts";
import { Client } from "../../resource-types.ts";
import { productionStacks } from "../../stack-kind.ts";

export const clientIsProtectedInProduction: ResourceValidationPolicy = {
    name: "client-is-protected-in-production",
    description: "In production a client is protected.",
    enforcementLevel: "mandatory",
    severity: "high",
    remediationSteps:
        "Set protect: true. Another client has another client id: the app that has the old one stops signing in.",
    url: "https://www.pulumi.com/docs/iac/concepts/options/protect/",
    configSchema: { properties: productionStacks },
    validateResource: validateProtected(Client),
};
