import type { ReportViolation, StackValidationPolicy } from "@pulumi/policy";
import { isMicrosoft } from "../../auth0-names.ts";
import { resourcesOf } from "../../of-type.ts";
import { referredTo } from "../../referred-to.ts";
import { Application, ApplicationRedirectUris, ApplicationRegistration, Connection } from "../../resource-types.ts";
import { shownUri } from "../../shown.ts";
import { checkEach } from "../../unknown-values.ts";

interface Settings {
    readonly allowedDomains: readonly string[];
}

export const redirectUriIsAuth0Callback: StackValidationPolicy = {
    name: "redirect-uri-is-auth0-callback",
    description:
        "An app registration that an Auth0 connection signs in with sends people back to Auth0's callback, and nowhere else.",
    enforcementLevel: "mandatory",
    severity: "critical",
    remediationSteps:
        "List https://<Auth0 domain>/login/callback for each domain in use, the custom domain too, on the platform Web. Auth0's callback URL and Microsoft's redirect URI are the same string, byte for byte.",
    url: "https://auth0.com/docs/authenticate/identity-providers/enterprise-identity-providers/azure-active-directory/v2",
    configSchema: {
        properties: {
            allowedDomains: {
                type: "array",
                items: { type: "string" },
                default: [],
                description: "Auth0 domains and custom domains that may be there; none listed allows any.",
            },
        },
    },
    validateStack: ({ resources, getConfig }, report) => {
        const { allowedDomains } = getConfig<Settings>();
        const used = new Set(
            resourcesOf(Connection, resources)
                .filter(({ properties }) => isMicrosoft(properties.strategy))
                .flatMap(({ resource }) =>
                    [Application, ApplicationRegistration].flatMap((type) =>
                        referredTo(resource, "options.clientId", type, resources).map((found) => found.resource.urn),
                    ),
                ),
        );

        checkEach(resourcesOf(Application, resources), ({ resource, properties }) => {
            if (!used.has(resource.urn)) return;
            checkEach(properties.web?.redirectUris, (uri) => checkUri(uri, allowedDomains, report, resource.urn));
            checkEach(properties.singlePageApplication?.redirectUris, (uri) =>
                report(
                    `redirect URI ${shownUri(uri)} is on the platform Single-page application; expected Web`,
                    resource.urn,
                ),
            );
        });
        checkEach(resourcesOf(ApplicationRedirectUris, resources), ({ resource, properties }) => {
            const owners = [Application, ApplicationRegistration].flatMap((type) =>
                referredTo(resource, "applicationId", type, resources),
            );
            if (!owners.some((owner) => used.has(owner.resource.urn))) return;
            checkEach(properties.redirectUris, (uri) => checkUri(uri, allowedDomains, report, resource.urn));
        });
    },
};

function checkUri(uri: string, allowedDomains: readonly string[], report: ReportViolation, urn: string): void {
    const [, domain] = /^https:\/\/([a-z0-9-]+(?:\.[a-z0-9-]+)+)\/login\/callback$/.exec(uri) ?? [];
    const isAllowed = domain !== undefined && (allowedDomains.length === 0 || allowedDomains.includes(domain));
    if (isAllowed) return;
    const domains = allowedDomains.length === 0 ? ["<Auth0 domain>"] : allowedDomains;
    const expected = domains.map((one) => `https://${one}/login/callback`).join(" or ");
    report(`redirect URI ${shownUri(uri)} is not Auth0's callback; expected ${expected}`, urn);
}
