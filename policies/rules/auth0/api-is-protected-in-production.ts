import type { ResourceValidationPolicy } from "@pulumi/policy";
import { isMyAccount } from "../../auth0-names.ts";
import { validateProtected } from "../../protected.ts";
import { ResourceServer } from "../../resource-types.ts";
import { productionStacks } from "../../stack-kind.ts";

export const apiIsProtectedInProduction: ResourceValidationPolicy = {
    name: "api-is-protected-in-production",
    description: "In production an API is protected.",
    enforcementLevel: "mandatory",
    severity: "high",
    remediationSteps:
        "Set protect: true. Deleting an API deletes its grants, and apps get no more tokens for it. The My Account API is left out: it is the tenant's, and retainOnDelete, which a policy cannot see, suits it better.",
    url: "https://www.pulumi.com/docs/iac/concepts/options/protect/",
    configSchema: { properties: productionStacks },
    validateResource: validateProtected(ResourceServer, ({ identifier = "" }) => isMyAccount(identifier)),
};
