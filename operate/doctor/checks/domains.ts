import { appDomain, callbackUrl, listedDomains, myAccountAudience } from "../../../infra/auth0-domains.ts";
import { attention, broken, type Check, fine, type Result, unknown } from "../check.ts";
import { isUnreadable, type Patient, type Tenant } from "../patient.ts";
import { appRegistrations } from "./app-registrations.ts";

const group = "Domains and the My Account API";

export const domainChecks: readonly Check[] = [
    {
        id: "custom-domains",
        group,
        about: "Each custom domain of the settings is verified.",
        run: async ({ settings: { auth0 }, tenant }) => {
            const custom = listedDomains(auth0).filter((domain) => domain !== auth0.domain);
            if (custom.length === 0) return fine(`none is used, but ${auth0.domain}`);
            return ofTenant(tenant, async (view) => {
                const seen = await view.customDomains();
                const wrong = custom.flatMap((domain) => {
                    const status = seen.find((one) => one.domain === domain)?.status ?? "not in the tenant";
                    return status === "ready" ? [] : [`${domain}: ${status}`];
                });
                if (wrong.length === 0) return fine(custom.join(", "));
                return broken(
                    wrong.join("; "),
                    "Auth0 Dashboard, Branding, Custom Domains: make the DNS record, then verify",
                );
            });
        },
    },
    {
        id: "redirect-uris",
        group,
        about: "Each app registration has the redirect URI of every domain.",
        run: async (patient) => {
            const { settings, stack } = patient;
            const needed = listedDomains(settings.auth0).map(callbackUrl);
            return appRegistrations(patient, (seen) => {
                const wrong = seen.flatMap(({ application, key }) =>
                    needed
                        .filter((uri) => !application.web.redirectUris.includes(uri))
                        .map((uri) => `${key} lacks ${uri}`),
                );
                if (wrong.length === 0) return fine(needed.join(", "));
                return broken(
                    `${wrong.join("; ")}: sign-in there ends with AADSTS50011`,
                    `pulumi up --refresh --stack ${stack}`,
                );
            });
        },
    },
    {
        id: "my-account-api",
        group,
        about: "The My Account API is active for every domain, asks each app for a grant, and first-party apps' users for nothing.",
        run: async ({ settings: { auth0 }, stack, tenant }) =>
            ofTenant(tenant, async (view) => {
                const apis = await view.apis();
                const audiences = listedDomains(auth0).map(myAccountAudience);
                const inactive = audiences.filter(
                    (audience) => !apis.some(({ identifier }) => identifier === audience),
                );
                if (inactive.length > 0)
                    return broken(`not active: ${inactive.join(", ")}`, `pulumi up --stack ${stack}`);
                const wrong = apis
                    .filter(({ identifier }) => audiences.includes(identifier))
                    .flatMap((api) => [
                        ...((api.subject_type_authorization?.user.policy ?? "require_client_grant") ===
                        "require_client_grant"
                            ? []
                            : [
                                  `${api.identifier}: users' tokens go to any app (${api.subject_type_authorization?.user.policy})`,
                              ]),
                        ...(api.skip_consent_for_verifiable_first_party_clients
                            ? []
                            : [`${api.identifier}: users are asked for consent by first-party apps`]),
                    ]);
                if (wrong.length === 0) return fine(audiences.join(", "));
                return attention(
                    wrong.join("; "),
                    "Auth0 Dashboard, Applications, APIs, Auth0 My Account API, Settings",
                );
            }),
    },
    {
        id: "domains-of-clients",
        group,
        about: "Each linked client has its grant and its refresh-token policy on the domain that apps use.",
        run: async ({ settings, stack, state, tenant }) =>
            ofTenant(tenant, async (view) => {
                if (isUnreadable(state))
                    return unknown("the stack's clients are not known: the state cannot be read", state.mend);
                const audience = myAccountAudience(appDomain(settings.auth0));
                const ids = state.resources.filter(({ type }) => type === clientType).map(({ id }) => id);
                const clients = (await view.clients()).filter(({ client_id }) => ids.includes(client_id));
                const grants = await view.grants();
                const wrong = clients.flatMap(({ client_id, name, refresh_token }) => {
                    const policies = refresh_token?.policies ?? [];
                    // The client of an API signs nobody in.
                    if (policies.length === 0) return [];
                    const hasGrant = grants.some(
                        (grant) => grant.client_id === client_id && grant.audience === audience,
                    );
                    const hasPolicy = policies.some((policy) => policy.audience === audience);
                    return [
                        ...(hasGrant ? [] : [`${name} has no grant on ${audience}`]),
                        ...(hasPolicy ? [] : [`${name} has no refresh-token policy for ${audience}`]),
                    ];
                });
                if (wrong.length === 0) return fine(`${clients.length} clients, on ${audience}`);
                return broken(wrong.join("; "), `pulumi up --refresh --stack ${stack}`);
            }),
    },
];

const clientType = "auth0:index/client:Client";

async function ofTenant(tenant: Patient["tenant"], look: (view: Tenant) => Promise<Result>): Promise<Result> {
    return isUnreadable(tenant) ? unknown(tenant.problem, tenant.mend) : look(tenant);
}
