import type { ResourceValidationPolicy } from "@pulumi/policy";
import { isMyAccount } from "../../auth0-names.ts";
import { validateResourceOf } from "../../of-type.ts";
import { ClientGrant } from "../../resource-types.ts";
import { shown } from "../../shown.ts";

export const myAccountGrantIsForUsers: ResourceValidationPolicy = {
    name: "my-account-grant-is-for-users",
    description: "A client grant on the My Account API is for users.",
    enforcementLevel: "mandatory",
    severity: "high",
    remediationSteps:
        'Set subjectType: "user". Left out it is for the app itself, which the My Account API never lets in.',
    url: "https://auth0.com/docs/manage-users/my-account-api",
    validateResource: validateResourceOf(ClientGrant, ({ audience = "", subjectType }, args, report) => {
        if (!isMyAccount(audience)) return args.notApplicable("Its audience is not the My Account API");
        if (subjectType !== "user")
            report(`subjectType is ${shown(subjectType)} on ${shown(audience)}; expected "user"`);
    }),
};
