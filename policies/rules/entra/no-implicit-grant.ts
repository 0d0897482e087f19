import type { ResourceValidationPolicy } from "@pulumi/policy";
import { validateEither, validateResourceOf } from "../../of-type.ts";
import { Application, ApplicationRegistration } from "../../resource-types.ts";

export const noImplicitGrant: ResourceValidationPolicy = {
    name: "no-implicit-grant",
    description: "No app registration issues tokens through the implicit grant.",
    enforcementLevel: "mandatory",
    severity: "high",
    remediationSteps:
        "Set web.implicitGrant.accessTokenIssuanceEnabled and idTokenIssuanceEnabled to false. Auth0 uses the authorization code.",
    url: "https://learn.microsoft.com/entra/identity-platform/v2-oauth2-implicit-grant-flow",
    validateResource: validateEither(
        validateResourceOf(Application, (application, _args, report) => {
            const { accessTokenIssuanceEnabled, idTokenIssuanceEnabled } = application.web?.implicitGrant ?? {};
            if (accessTokenIssuanceEnabled === true) report(issued("web.implicitGrant.accessTokenIssuanceEnabled"));
            if (idTokenIssuanceEnabled === true) report(issued("web.implicitGrant.idTokenIssuanceEnabled"));
        }),
        validateResourceOf(ApplicationRegistration, (registration, _args, report) => {
            const { implicitAccessTokenIssuanceEnabled, implicitIdTokenIssuanceEnabled } = registration;
            if (implicitAccessTokenIssuanceEnabled === true) report(issued("implicitAccessTokenIssuanceEnabled"));
            if (implicitIdTokenIssuanceEnabled === true) report(issued("implicitIdTokenIssuanceEnabled"));
        }),
    ),
};

function issued(property: string): string {
    return `${property} is true; expected false`;
}
