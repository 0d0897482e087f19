import type { ResourceValidationPolicy } from "@pulumi/policy";
import { validateResourceOf } from "../../of-type.ts";
import { Application } from "../../resource-types.ts";

export const noClientSecretInsideApplication: ResourceValidationPolicy = {
    name: "no-client-secret-inside-application",
    description: "No client secret is part of the application itself.",
    enforcementLevel: "mandatory",
    severity: "high",
    remediationSteps:
        "Make it an ApplicationPassword, two of them to take turns: a secret inside the application can only be replaced in place, and whoever signs in with it is locked out until the connection has the new one.",
    url: "https://www.pulumi.com/registry/packages/azuread/api-docs/applicationpassword/",
    validateResource: validateResourceOf(Application, ({ password }, _args, report) => {
        if (password !== undefined) report("password is set; expected an ApplicationPassword beside the application");
    }),
};
