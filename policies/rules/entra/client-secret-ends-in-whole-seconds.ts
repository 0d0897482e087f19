import type { ResourceValidationPolicy } from "@pulumi/policy";
import { validateResourceOf } from "../../of-type.ts";
import { ApplicationPassword } from "../../resource-types.ts";
import { shown } from "../../shown.ts";

export const clientSecretEndsInWholeSeconds: ResourceValidationPolicy = {
    name: "client-secret-ends-in-whole-seconds",
    description: "The end of a client secret is written in whole seconds and UTC.",
    enforcementLevel: "mandatory",
    severity: "high",
    remediationSteps:
        "Write 2027-03-01T00:00:00Z. With a fraction, as toISOString() gives it, or another zone, the provider reads back other text than it sent, and replaces the secret at every update.",
    url: "https://www.pulumi.com/registry/packages/azuread/api-docs/applicationpassword/",
    validateResource: validateResourceOf(ApplicationPassword, ({ startDate, endDate }, _args, report) => {
        for (const [property, value] of Object.entries({ startDate, endDate })) {
            if (value === undefined || /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value)) continue;
            const moment = Date.parse(value);
            const expected = Number.isNaN(moment) ? "2027-03-01T00:00:00Z" : wholeSeconds(moment);
            report(`${property} is ${shown(value)}; expected "${expected}"`);
        }
    }),
};

function wholeSeconds(moment: number): string {
    return `${new Date(moment).toISOString().slice(0, 19)}Z`;
}
