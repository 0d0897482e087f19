import type { ResourceValidationPolicy } from "@pulumi/policy";
import { validateResourceOf } from "../../of-type.ts";
import { Application } from "../../resource-types.ts";

interface Settings {
    readonly minimum: number;
}

export const appRegistrationHasOwners: ResourceValidationPolicy = {
    name: "app-registration-has-owners",
    description: "An app registration has at least two owners.",
    enforcementLevel: "advisory",
    severity: "medium",
    remediationSteps:
        "Add the object id of a second owner, a person or group account that outlives the first. The deployer has to be one of them, or the provider takes it out and it may be locked out.",
    url: "https://learn.microsoft.com/entra/identity-platform/security-best-practices-for-app-registration#app-ownership-configuration",
    configSchema: {
        properties: { minimum: { type: "integer", minimum: 1, default: 2, description: "Fewest owners." } },
    },
    validateResource: validateResourceOf(Application, ({ owners }, args, report) => {
        const { minimum } = args.getConfig<Settings>();
        const count = owners?.length ?? 0;
        if (count < minimum)
            report(`it has ${count} ${count === 1 ? "owner" : "owners"}; expected at least ${minimum}`);
    }),
};
