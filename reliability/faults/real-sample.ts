import type { DisturbedOperation, FaultTrial } from "./fault-trial.ts";

/** What both the real providers and the stand-ins are tried with, because it is known of the real ones what they do. */
const sample: readonly (readonly [operation: DisturbedOperation, ...FaultAt])[] = [
    ["up", "throttled", "microsoft POST /v1.0/applications"],
    ["up", "503", "microsoft POST /v1.0/applications"],
    ["up", "503 afterwards", "microsoft POST /v1.0/applications"],
    ["up", "Error_MsaAppDoesNotExist", "microsoft PATCH /v1.0/applications/{id}"],
    ["up", "Error_MsaAppDoesNotExist", "microsoft POST /v1.0/applications/{id}/addPassword"],
    ["up", "not found yet", "microsoft GET /v1.0/applications/{id}"],
    ["up", "not found yet", "microsoft PATCH /v1.0/servicePrincipals/{id}"],
    ["up", "no backing application yet", "microsoft POST /v1.0/servicePrincipals"],
    ["up", "reset", "microsoft PATCH /v1.0/applications/{id}"],
    ["up", "lost answer", "auth0 POST /api/v2/clients"],
    ["up", "half answer", "auth0 POST /api/v2/clients"],
    ["up", "lost answer", "auth0 POST /api/v2/connections"],
    ["refresh", "not found yet", "microsoft GET /v1.0/applications/{id}"],
    ["refresh", "500", "microsoft GET /v1.0/applications/{id}"],
];

type Fault = Extract<FaultTrial["disturbance"], { readonly kind: unknown }>;
type FaultAt = readonly [kind: Fault["kind"], route: string];

/** The sample, for the providers of one kind. */
export function realSample(providers: FaultTrial["providers"]): FaultTrial[] {
    return sample.map(([operation, kind, route]) => ({
        stack: "dev",
        providers,
        operation,
        disturbance: { kind, route },
    }));
}
