import type { ResourceValidationPolicy } from "@pulumi/policy";
import { validateResourceOf } from "../../of-type.ts";
import { ApplicationPassword } from "../../resource-types.ts";
import { shown } from "../../shown.ts";

interface Settings {
    readonly days: number;
}

const millisecondsPerDay = 24 * 60 * 60 * 1000;

export const clientSecretEndsInTime: ResourceValidationPolicy = {
    name: "client-secret-ends-in-time",
    description: "A client secret has an end, within the allowed days.",
    enforcementLevel: "mandatory",
    severity: "high",
    remediationSteps:
        'Set endDate to a day within the rule\'s setting days, counted from startDate, else from the day that displayName says it was issued on ("issued 2026-11-02"), else from today. Left out, the directory takes two years.',
    url: "https://learn.microsoft.com/entra/identity-platform/security-best-practices-for-app-registration",
    configSchema: {
        properties: {
            days: {
                type: "integer",
                minimum: 1,
                default: 180,
                description: "Most days from a secret's start to its end.",
            },
        },
    },
    validateResource: validateResourceOf(ApplicationPassword, ({ startDate, displayName, endDate }, args, report) => {
        const { days } = args.getConfig<Settings>();
        const given = startDate ?? issuedDay(displayName);
        const start = given === undefined ? Date.now() : Date.parse(given);
        const since = given === undefined ? "today" : shown(given);
        if (Number.isNaN(start)) return report(`startDate is ${since}; expected a moment such as 2027-03-01T00:00:00Z`);
        const latest = start + days * millisecondsPerDay;
        const expected = `expected a day until ${dayOf(latest)}, ${days} days from ${since}`;
        if (endDate === undefined) return report(`endDate is not set; ${expected}`);
        const end = Date.parse(endDate);
        if (Number.isNaN(end)) return report(`endDate is ${shown(endDate)}; ${expected}`);
        // To the day: the hour at which a deployment runs decides nothing.
        if (dayOf(end) > dayOf(latest)) report(`endDate is ${shown(endDate)}; ${expected}`);
    }),
};

/** The day that a display name such as "slot a, issued 2026-11-02" gives; with it, no verdict depends on the day it is asked for. */
function issuedDay(displayName: string | undefined): string | undefined {
    return /\bissued (\d{4}-\d\d-\d\d)\b/.exec(displayName ?? "")?.[1];
}

function dayOf(moment: number): string {
    return new Date(moment).toISOString().slice(0, 10);
}
