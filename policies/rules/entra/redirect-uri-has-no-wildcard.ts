import type { ResourceValidationPolicy } from "@pulumi/policy";
import { validateRedirectUris } from "../../redirect-uris.ts";
import { shownUri } from "../../shown.ts";

export const redirectUriHasNoWildcard: ResourceValidationPolicy = {
    name: "redirect-uri-has-no-wildcard",
    description: "No redirect URI of an app registration has a wildcard.",
    enforcementLevel: "mandatory",
    severity: "critical",
    remediationSteps: "List every address by itself; Auth0 has one per domain.",
    url: "https://learn.microsoft.com/entra/identity-platform/reply-url#restrictions-on-wildcards-in-redirect-uris",
    validateResource: validateRedirectUris((uri, _args, report) => {
        if (uri.includes("*")) report(`redirect URI ${shownUri(uri)} has a wildcard; expected one exact address`);
    }),
};
