import type { StackValidationPolicy } from "@pulumi/policy";
import { type Found, resourcesOf } from "../../of-type.ts";
import { referredTo } from "../../referred-to.ts";
import { Application, ApplicationPassword, ApplicationRegistration } from "../../resource-types.ts";
import { shown } from "../../shown.ts";

interface Settings {
    readonly days: number;
}

const millisecondsPerDay = 24 * 60 * 60 * 1000;

export const clientSecretsEndApart: StackValidationPolicy = {
    name: "client-secrets-end-apart",
    description: "The client secrets of an app registration do not end within the same days.",
    enforcementLevel: "mandatory",
    severity: "high",
    remediationSteps:
        "Renew one of them so that the ends are further apart than the rule's setting days: whoever misses the one still has the other.",
    url: "https://learn.microsoft.com/entra/identity-platform/security-best-practices-for-app-registration",
    configSchema: {
        properties: {
            days: { type: "integer", minimum: 1, default: 30, description: "Fewest days between two ends." },
        },
    },
    validateStack: ({ resources, getConfig }, report) => {
        const { days } = getConfig<Settings>();
        const passwords = resourcesOf(ApplicationPassword, resources).flatMap(({ resource, properties }) => {
            const end = Date.parse(properties.endDate ?? "");
            return Number.isNaN(end) ? [] : [{ resource, properties, end }];
        });
        const inTurn = passwords.sort((one, other) => one.end - other.end);
        for (const [index, later] of inTurn.entries()) {
            const earlier = inTurn.slice(0, index).findLast((one) => isOfSameApplication(one, later));
            if (earlier === undefined || later.end - earlier.end >= days * millisecondsPerDay) continue;
            const expected = new Date(earlier.end + days * millisecondsPerDay).toISOString().slice(0, 10);
            report(
                `it ends ${shown(later.properties.endDate)}, and ${earlier.resource.name} ${shown(earlier.properties.endDate)}; expected ${expected} or later, ${days} days apart`,
                later.resource.urn,
            );
        }

        function isOfSameApplication(one: Found<unknown>, other: Found<unknown>): boolean {
            const [first, second] = [one, other].map(({ resource }) =>
                [Application, ApplicationRegistration]
                    .flatMap((type) => referredTo(resource, "applicationId", type, resources))
                    .map((application) => application.resource.urn),
            );
            return first?.some((urn) => second?.includes(urn)) ?? false;
        }
    },
};
