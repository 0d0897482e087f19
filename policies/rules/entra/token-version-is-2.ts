import type { ResourceValidationPolicy } from "@pulumi/policy";
import { validateEither, validateResourceOf } from "../../of-type.ts";
import { Application, ApplicationRegistration } from "../../resource-types.ts";
import { shown } from "../../shown.ts";

export const tokenVersionIs2: ResourceValidationPolicy = {
    name: "token-version-is-2",
    description: "An app registration that signs people in asks for access tokens of version 2.",
    enforcementLevel: "mandatory",
    severity: "medium",
    remediationSteps:
        "Set api.requestedAccessTokenVersion to 2. Left out it is 1, which personal accounts cannot use at all and which Auth0 advises against.",
    url: "https://learn.microsoft.com/entra/identity-platform/access-tokens#token-formats",
    validateResource: validateEither(
        validateResourceOf(Application, ({ api, web }, args, report) => {
            if ((web?.redirectUris?.length ?? 0) === 0)
                args.notApplicable("It has no redirect URI of the platform Web");
            const version = api?.requestedAccessTokenVersion;
            if (version !== 2) report(`api.requestedAccessTokenVersion is ${shown(version)}; expected 2`);
        }),
        validateResourceOf(ApplicationRegistration, ({ requestedAccessTokenVersion: version }, _args, report) => {
            // Left out it is 2, other than in a whole application.
            if (version !== undefined && version !== 2) {
                report(`requestedAccessTokenVersion is ${shown(version)}; expected 2`);
            }
        }),
    ),
};
