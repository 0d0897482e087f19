import type { ResourceValidationPolicy } from "@pulumi/policy";
import { validateResourceOf } from "../../of-type.ts";
import { ApplicationPassword } from "../../resource-types.ts";
import { shown } from "../../shown.ts";

export const noRelativeEndOfClientSecret: ResourceValidationPolicy = {
    name: "no-relative-end-of-client-secret",
    description: "No client secret's end is given by endDateRelative.",
    enforcementLevel: "mandatory",
    severity: "high",
    remediationSteps:
        "Give endDate instead. The provider accepts endDateRelative and never sends it: the secret lives for the directory's default of two years.",
    url: "https://www.pulumi.com/registry/packages/azuread/api-docs/applicationpassword/",
    validateResource: validateResourceOf(ApplicationPassword, ({ endDateRelative }, _args, report) => {
        if (endDateRelative === undefined) return;
        report(
            `endDateRelative is ${shown(endDateRelative)}, which is never sent; expected endDate: "2027-03-01T00:00:00Z"`,
        );
    }),
};
