import type { ResourceValidationPolicy } from "@pulumi/policy";
import { validateResourceOf } from "../../of-type.ts";
import { isLocalhost } from "../../redirect-uris.ts";
import { Client } from "../../resource-types.ts";
import { shownUri } from "../../shown.ts";
import { developmentStacks, isDevelopment, stackOf } from "../../stack-kind.ts";
import { checkEach } from "../../unknown-values.ts";

export const callbackUsesHttps: ResourceValidationPolicy = {
    name: "callback-uses-https",
    description: "A client's callbacks use https, and lead to localhost in development only.",
    enforcementLevel: "mandatory",
    severity: "high",
    remediationSteps:
        "Write https:// and the address that people use. Apps on localhost belong to a client of a development stack (setting developmentStacks); native apps may have a scheme of their own.",
    url: "https://auth0.com/docs/get-started/applications/application-settings",
    configSchema: { properties: developmentStacks },
    validateResource: validateResourceOf(Client, ({ appType, callbacks }, args, report) => {
        checkEach(callbacks, (uri) => {
            if (isLocalhost(uri)) {
                if (isDevelopment(args) || appType === "native") return;
                return report(
                    `callback ${shownUri(uri)} is in stack ${stackOf(args.urn)}; expected an address that is not on the user's own machine`,
                );
            }
            const isOwnScheme = appType === "native" && !uri.startsWith("http://");
            if (!uri.startsWith("https://") && !isOwnScheme)
                report(`callback ${shownUri(uri)} is not https; expected https://…`);
        });
    }),
};
