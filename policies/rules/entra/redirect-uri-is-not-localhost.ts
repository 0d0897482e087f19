import type { ResourceValidationPolicy } from "@pulumi/policy";
import { isLocalhost, validateRedirectUris } from "../../redirect-uris.ts";
import { shownUri } from "../../shown.ts";
import { developmentStacks, isDevelopment, stackOf } from "../../stack-kind.ts";

export const redirectUriIsNotLocalhost: ResourceValidationPolicy = {
    name: "redirect-uri-is-not-localhost",
    description: "No redirect URI of an app registration leads to localhost, outside development.",
    enforcementLevel: "mandatory",
    severity: "high",
    remediationSteps:
        "Register the address that people use, or have a registration of its own for development. Stacks that count as development are the rule's setting developmentStacks.",
    url: "https://learn.microsoft.com/entra/identity-platform/reply-url#localhost-exceptions",
    configSchema: { properties: developmentStacks },
    validateResource: validateRedirectUris((uri, args, report) => {
        if (!isLocalhost(uri) || isDevelopment(args)) return;
        report(
            `redirect URI ${shownUri(uri)} is in stack ${stackOf(args.urn)}; expected an address that is not on the user's own machine`,
        );
    }),
};
