import type { ResourceValidationPolicy } from "@pulumi/policy";
import { validateProtected } from "../../protected.ts";
import { Connection } from "../../resource-types.ts";
import { productionStacks } from "../../stack-kind.ts";

export const connectionIsProtectedInProduction: ResourceValidationPolicy = {
    name: "connection-is-protected-in-production",
    description: "In production a connection is protected.",
    enforcementLevel: "mandatory",
    severity: "critical",
    remediationSteps: "Set protect: true. Deleting or replacing a connection deletes its users.",
    url: "https://www.pulumi.com/docs/iac/concepts/options/protect/",
    configSchema: { properties: productionStacks },
    validateResource: validateProtected(Connection),
};
