import type { ResourceValidationPolicy } from "@pulumi/policy";
import { validateMicrosoftConnection } from "../../microsoft-connections.ts";

export const emailIsNotTrustedOnCommonEndpoint: ResourceValidationPolicy = {
    name: "email-is-not-trusted-on-common-endpoint",
    description: "A connection for any directory does not take e-mail addresses as verified.",
    enforcementLevel: "mandatory",
    severity: "critical",
    remediationSteps:
        'Set options.shouldTrustEmailVerifiedConnection to "never_set_emails_as_verified". An administrator of any directory in the world can give an account the address of one of your users, and would sign in as that user.',
    url: "https://auth0.com/docs/authenticate/identity-providers/enterprise-identity-providers/azuread-adfs-email-verification",
    validateResource: validateMicrosoftConnection(({ options }, _args, report) => {
        if (options?.waadCommonEndpoint !== true) return;
        if (options.shouldTrustEmailVerifiedConnection !== "always_set_emails_as_verified") return;
        report(
            'options.shouldTrustEmailVerifiedConnection is "always_set_emails_as_verified" with waadCommonEndpoint; expected "never_set_emails_as_verified"',
        );
    }),
};
