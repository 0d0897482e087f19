import type { ResourceValidationPolicy } from "@pulumi/policy";
import { validateEither } from "../../of-type.ts";
import { validateProtected } from "../../protected.ts";
import { Application, ApplicationRegistration } from "../../resource-types.ts";
import { productionStacks } from "../../stack-kind.ts";

export const applicationIsProtectedInProduction: ResourceValidationPolicy = {
    name: "application-is-protected-in-production",
    description: "In production an app registration is protected.",
    enforcementLevel: "mandatory",
    severity: "critical",
    remediationSteps:
        "Set protect: true. Another app registration has another client id, and every consent that people and administrators have given is gone.",
    url: "https://www.pulumi.com/docs/iac/concepts/options/protect/",
    configSchema: { properties: productionStacks },
    validateResource: validateEither(validateProtected(Application), validateProtected(ApplicationRegistration)),
};
