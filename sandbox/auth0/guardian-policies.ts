import type { Management } from "auth0";
import type { ApiRequest, ApiResponse } from "./api-request.ts";
import { errors } from "./errors.ts";

/** GET /api/v2/guardian/policies: none is `Never`. */
export function listPolicies({ tenant }: ApiRequest): ApiResponse {
    return { status: 200, body: tenant.requiresMfa ? ["all-applications"] : [] };
}

/** PUT /api/v2/guardian/policies: `all-applications` is what the Dashboard calls `Always`. */
export function setPolicies({ tenant, body }: ApiRequest<unknown, Management.MfaPolicyEnum[]>): ApiResponse {
    if (body.includes("confidence-score")) throw errors.notServed("the MFA policy confidence-score");
    tenant.requiresMfa = body.includes("all-applications");
    return { status: 200, body };
}
