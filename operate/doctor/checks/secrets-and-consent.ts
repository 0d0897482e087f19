import { signInAudiences } from "../../../catalogue/microsoft.ts";
import { microsoftGraphScope } from "../../../catalogue/microsoft-graph-scopes.ts";
import { registeredScopes } from "../../../infra/scopes.ts";
import { attention, broken, type Check, fine, unknown } from "../check.ts";
import { isUnreadable } from "../patient.ts";
import { appRegistrations } from "./app-registrations.ts";
import { clientSecretCheck } from "./client-secrets.ts";

const group = "Client secrets and consent";

/** How far clocks may be apart: Auth0 and Microsoft take assertions of minutes at most. */
const skew = { attentionMs: 60_000, brokenMs: 300_000 };

export const secretAndConsentChecks: readonly Check[] = [
    clientSecretCheck,
    {
        id: "service-principals",
        group,
        about: "Each app registration's service principal is there and enabled.",
        run: async (patient) =>
            appRegistrations(patient, (seen) => {
                const wrong = seen.flatMap(({ key, servicePrincipal }) => {
                    if (servicePrincipal === undefined) return [`${key} has none`];
                    return servicePrincipal.accountEnabled === false ? [`${key}: disabled`] : [];
                });
                if (wrong.length === 0) return fine(`${seen.length} enabled`);
                return broken(
                    `${wrong.join("; ")}: people of the directory cannot sign in`,
                    "Entra admin centre, Enterprise applications, Properties: Enabled for users to sign-in",
                );
            }),
    },
    {
        id: "consent",
        group,
        about: "Every scope that the stack consents to for everyone is consented to, and an administrator has consented to those that only administrators can.",
        run: async (patient) => {
            const { directory, settings, stack } = patient;
            return appRegistrations(patient, async (seen) => {
                if (isUnreadable(directory)) return unknown(directory.problem, directory.mend);
                const wrong = await Promise.all(
                    seen.map(async ({ key, servicePrincipal }) => {
                        const connection = settings.connections[key];
                        if (connection === undefined || servicePrincipal === undefined) return [];
                        const consented = await directory.consented(servicePrincipal.id);
                        const scopes = registeredScopes(key, settings.connections);
                        const needed = connection.adminConsent
                            ? scopes
                            : scopes.filter((scope) => microsoftGraphScope(scope).adminOnly);
                        // People of other directories consent there, where nobody here can look.
                        const isOwn =
                            connection.adminConsent || !signInAudiences[connection.signInAudience].otherDirectories;
                        const missing = isOwn ? needed.filter((scope) => !consented.includes(scope)) : [];
                        return missing.length > 0 ? [`${key} lacks ${missing.join(", ")}`] : [];
                    }),
                );
                if (wrong.flat().length === 0) return fine("nothing is missing");
                return broken(
                    wrong.flat().join("; "),
                    `pulumi up --refresh --stack ${stack}, or the output adminConsentUrl for an administrator`,
                );
            });
        },
    },
    {
        id: "publisher",
        group,
        about: "An app registration that people of other directories use has a verified publisher: they cannot consent to it themselves otherwise.",
        run: async (patient) =>
            appRegistrations(patient, (seen) => {
                const used = seen.filter(({ application }) =>
                    (application.signInAudience ?? "").startsWith("AzureADMultipleOrgs"),
                );
                const unverified = used.filter(
                    ({ application }) => (application.verifiedPublisher?.verifiedPublisherId ?? null) === null,
                );
                if (unverified.length === 0)
                    return fine(used.length === 0 ? "none is for other directories" : "verified");
                const names = unverified.map(
                    ({ application, key }) => `${key} (publisher domain ${application.publisherDomain ?? "none"})`,
                );
                return attention(
                    `not verified: ${names.join(", ")}; each customer's administrator has to consent`,
                    "Entra admin centre, App registrations, Branding & properties: Publisher verification",
                );
            }),
    },
    {
        id: "clocks",
        group,
        about: "This machine's clock and the services' agree.",
        run: async (patient) => {
            const clocks = await patient.clocks();
            const worst = Math.max(...clocks.map(({ aheadMs }) => Math.abs(aheadMs)));
            const text = clocks
                .map(({ aheadMs, name }) => `${name}: ${(aheadMs / 1000).toFixed(0)} s ahead`)
                .join(", ");
            const mend = "set this machine's clock by a time server (timedatectl set-ntp true)";
            if (worst > skew.brokenMs) return broken(`${text}: tokens of here are refused there`, mend);
            if (worst > skew.attentionMs) return attention(text, mend);
            return fine(text);
        },
    },
];
