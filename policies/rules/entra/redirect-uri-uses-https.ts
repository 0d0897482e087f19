import type { ResourceValidationPolicy } from "@pulumi/policy";
import { isLocalhost, validateRedirectUris } from "../../redirect-uris.ts";
import { shownUri } from "../../shown.ts";

export const redirectUriUsesHttps: ResourceValidationPolicy = {
    name: "redirect-uri-uses-https",
    description: "Every redirect URI of an app registration uses https.",
    enforcementLevel: "mandatory",
    severity: "high",
    remediationSteps:
        "Write https://. An Auth0 connection needs https://<Auth0 domain>/login/callback, the custom domain if there is one.",
    url: "https://learn.microsoft.com/entra/identity-platform/reply-url",
    validateResource: validateRedirectUris((uri, _args, report) => {
        // Whether localhost may be there at all is another rule's question.
        if (uri.startsWith("https://") || isLocalhost(uri)) return;
        report(`redirect URI ${shownUri(uri)} is not https; expected https://…`);
    }),
};
