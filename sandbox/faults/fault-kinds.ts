import type { Clock } from "../service/clock.ts";
import type { Blow, Faults, Target } from "../service/faults.ts";
import { type Auth0Trouble, auth0Answer, isManagement } from "./auth0-answers.ts";
import { isLogin, type MicrosoftTrouble, microsoftAnswer } from "./microsoft-answers.ts";

/** Something that goes wrong between a deployment and a cloud. */
export interface FaultKind {
    /** What a person reads, after "answered": `503`. */
    readonly title: string;

    /** Whether it can happen to a request. */
    readonly fits: (target: Target) => boolean;

    readonly blow: (target: Target, clock: Clock, faults: Faults) => Omit<Blow, "kind">;
}

type Fits = FaultKind["fits"];

const everywhere: Fits = () => true;
const isRead: Fits = ({ method }) => method === "GET";
const isWrite: Fits = (target) => !isRead(target) && isApi(target);
const isApi: Fits = ({ path, service }) => (service === "auth0" ? isManagement(path) : !isLogin(path));

/** About one object, which has an id. */
const isAboutObject: Fits = (target) => isApi(target) && /^\/(v1\.0|beta|api\/v2)\/[^/]+\/[^/]+/.test(target.path);
const isMicrosoft: Fits = ({ service }) => service === "microsoft";

/**
 * What may be unknown for a moment. Auth0's documents have no 404 for the deletion of what a stack makes, but for a connection of an
 * organization (management OpenAPI document, 7025885).
 */
const mayBeUnknown: Fits = (target) =>
    isAboutObject(target) &&
    (isMicrosoft(target) || target.method !== "DELETE" || target.path.startsWith("/api/v2/organizations/"));

function answered(
    trouble: Auth0Trouble & MicrosoftTrouble,
    title: string,
    fits = everywhere,
    afterwards = false,
): FaultKind {
    return {
        title,
        fits,
        blow: ({ path, service }, clock) => ({
            afterwards,
            answer: () => (service === "auth0" ? auth0Answer : microsoftAnswer)(trouble, path, clock),
        }),
    };
}

function byMicrosoft(trouble: MicrosoftTrouble, title: string, fits: (target: Target) => boolean): FaultKind {
    return {
        title,
        fits: (target) => isMicrosoft(target) && fits(target),
        blow: ({ path }, clock) => ({ answer: () => microsoftAnswer(trouble, path, clock) }),
    };
}

const changesApplication: Fits = ({ method, path }) =>
    (method === "PATCH" && /^\/v1\.0\/applications\/[^/]+$/.test(path)) || path.endsWith("/addPassword");
const createsServicePrincipal: Fits = ({ method, path }) => method === "POST" && path === "/v1.0/servicePrincipals";

/** Everything that can go wrong, in the vendors' words. The names are what profiles and results use. */
export const faultKinds = {
    throttled: answered("throttled", "429: too many requests, try again in a second"),
    "500": answered("500", "500"),
    "502": answered("502", "502"),
    "503": answered("503", "503"),
    "504": answered("504", "504"),
    "408": answered("408", "408: the request timed out"),
    reset: { title: "connection reset before anything was done", fits: everywhere, blow: () => ({ answer: "reset" }) },
    "lost answer": {
        title: "work done, connection reset before the answer",
        fits: isWrite,
        blow: () => ({ afterwards: true, answer: "reset" }),
    },
    "503 afterwards": answered("503", "work done, 503 in place of the answer", isWrite, true),
    "half answer": {
        title: "work done, answer broken off in the middle",
        fits: everywhere,
        blow: () => ({ answer: "half" }),
    },
    slow: {
        title: "answer late by a second and a half",
        fits: everywhere,
        blow: () => ({ answer: "own", delayMs: 1500 }),
    },
    "not found yet": answered("not found yet", "404: not known here yet", mayBeUnknown),
    "forbidden yet": byMicrosoft("forbidden yet", "403: not known here yet", isAboutObject),
    "stale read": {
        title: "what was there before the latest change",
        fits: isRead,
        blow: () => ({ answer: "former" }),
    },
    Error_MsaAppDoesNotExist: byMicrosoft(
        "Error_MsaAppDoesNotExist",
        "409 Error_MsaAppDoesNotExist: personal accounts' side has not heard of the app registration",
        changesApplication,
    ),
    "no backing application yet": byMicrosoft(
        "no backing application yet",
        "400: the app registration of the service principal is not known here yet",
        createsServicePrincipal,
    ),
    "expired token": {
        title: "401: the access token is expired, from here on",
        fits: isApi,
        blow: (target, clock, faults) => ({
            answer: (request) => {
                const refuse = () => expired(target, clock);
                const authorization = request.headers.get("authorization") ?? "";
                const { service } = target;
                faults.add({ service, path: /./, authorization, times: Number.POSITIVE_INFINITY, answer: refuse });
                return refuse();
            },
        }),
    },
} as const satisfies Readonly<Record<string, FaultKind>>;

export type FaultKindName = keyof typeof faultKinds;

export const faultKindNames = Object.keys(faultKinds) as readonly FaultKindName[];

/** What a kind of fault does to a request; nothing where it cannot happen to it. */
export function blowOf(kind: FaultKindName, target: Target, clock: Clock, faults: Faults): Blow | undefined {
    const { blow, fits }: FaultKind = faultKinds[kind];
    return fits(target) ? { ...blow(target, clock, faults), kind } : undefined;
}

function expired({ path, service }: Target, clock: Clock): Response {
    return (service === "auth0" ? auth0Answer : microsoftAnswer)("expired token", path, clock);
}
