import type { Auth0RatePlan } from "../auth0/rate-plans.ts";
import type { RandomRule } from "./random-faults.ts";

/** A kind of day, by what goes wrong on it. */
export interface FaultProfile {
    /** One line for people: what goes wrong. */
    readonly says: string;

    /** What of it the providers wait out by themselves, and what fails an update. */
    readonly survived: string;
    readonly rules: readonly RandomRule[];

    /** For how long after its creation Microsoft's login does not know a client secret: from and to, in milliseconds. @default at once */
    readonly secretLagMs?: readonly [from: number, to: number];

    /** How far both clouds' clocks are ahead of this machine's, in seconds. @default 0 */
    readonly clockSkewSeconds?: number;

    /** Auth0's published limits that hold. @default no request is refused */
    readonly auth0Plan?: Auth0RatePlan;

    /** Whether Microsoft Graph's published limits hold. @default false */
    readonly graphLimits?: boolean;
}

const seconds = 1000;
const reads = ["GET"];

/** Microsoft Graph and Auth0's Management API, without the logins. */
const apis = /^\/(v1\.0|beta|api\/v2)\//;

/** The days that `npm run sandbox -- --faults` knows. */
export const faultProfiles = {
    "a normal day": {
        says: "a few requests too many, now and then a 503, secrets known after some seconds, reads late for a moment",
        survived:
            "The providers wait all of it out: they try again after 429 and 503, and look until they see what they wrote. A secret that the login does not know yet is waited for before people sign in.",
        rules: [
            { kind: "throttled", rate: 0.04, path: apis },
            { kind: "503", rate: 0.02, path: apis, methods: reads },
            { kind: "Error_MsaAppDoesNotExist", rate: 0.1, methods: ["PATCH"], sinceCreation: 2 * seconds },
            { kind: "no backing application yet", rate: 0.15, most: 2 },
            { kind: "slow", rate: 0.01, most: 3 },
        ],
        secretLagMs: [2 * seconds, 5 * seconds],
        auth0Plan: "enterprise, production",
        graphLimits: true,
    },
    "a bad day": {
        says: "requests fail, are cut off, or are done and nobody hears of it",
        survived:
            "The providers try again after 429 and 5xx. Resets and lost answers fail an update, or leave something that the state has not: run it again, and npm run repair finds what was left.",
        rules: [
            { kind: "throttled", rate: 0.05 },
            { kind: "500", rate: 0.03 },
            { kind: "502", rate: 0.02 },
            { kind: "503", rate: 0.04 },
            { kind: "504", rate: 0.02 },
            { kind: "408", rate: 0.01, most: 1 },
            { kind: "reset", rate: 0.03, most: 2 },
            { kind: "lost answer", rate: 0.04, most: 1 },
            { kind: "503 afterwards", rate: 0.02, most: 1 },
            { kind: "half answer", rate: 0.03, most: 2 },
            { kind: "expired token", rate: 0.005, most: 1 },
            { kind: "slow", rate: 0.05, most: 10 },
        ],
        secretLagMs: [2 * seconds, 8 * seconds],
        auth0Plan: "enterprise, production",
        graphLimits: true,
    },
    "Entra just after lunch": {
        says: "Entra's replicas hear of changes late: 404 and 403 for what was just made, reads of what was before, secrets unknown for long",
        survived:
            "Waited out: 404 and 409 on an app registration that was just made, 400 for a service principal's app registration, secrets that reads do not show yet; the stacks themselves wait out 409 to addPassword. An update fails where the first read after a create says 404, and on 403: run it again, and npm run repair finds what was left.",
        rules: [
            { kind: "not found yet", rate: 0.15, service: "microsoft", sinceCreation: 3 * seconds, most: 6 },
            { kind: "forbidden yet", rate: 0.04, service: "microsoft", sinceCreation: 3 * seconds, most: 1 },
            { kind: "Error_MsaAppDoesNotExist", rate: 0.35, sinceCreation: 5 * seconds, most: 4 },
            { kind: "no backing application yet", rate: 0.5, most: 3 },
            { kind: "stale read", rate: 0.4, service: "microsoft", sinceChange: 2 * seconds, most: 12 },
            { kind: "throttled", rate: 0.03, service: "microsoft" },
        ],
        secretLagMs: [10 * seconds, 20 * seconds],
    },
    "a small tenant": {
        says: "Auth0's published limits of the free subscription: two requests a second",
        survived: "The provider waits until the limit lets it through, however long that takes.",
        rules: [],
        auth0Plan: "free",
        graphLimits: true,
    },
    "a clock that is wrong": {
        says: "this machine's clock is ten minutes behind both clouds'",
        survived:
            "Tokens are checked by the clouds' own clocks, so nothing fails; waits that a cloud names as a time of day are longer.",
        rules: [{ kind: "throttled", rate: 0.02, service: "microsoft" }],
        clockSkewSeconds: 600,
    },
} as const satisfies Readonly<Record<string, FaultProfile>>;

export type FaultProfileName = keyof typeof faultProfiles;

export const faultProfileNames = Object.keys(faultProfiles) as readonly FaultProfileName[];

/** The profile that a person means: by its name, or with hyphens and in any case. */
export function faultProfileNamed(text: string): FaultProfileName | undefined {
    return faultProfileNames.find((name) => plain(name) === plain(text));
}

function plain(name: string): string {
    return name
        .toLowerCase()
        .replaceAll(/[\s_-]+/g, "-")
        .trim();
}
