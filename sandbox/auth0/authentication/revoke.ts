import { authenticatedClient } from "../client-authentication.ts";
import { tokenErrors } from "../errors.ts";
import type { Tenant } from "../tenant.ts";
import type { TokenRequest } from "../token-endpoint.ts";
import { endFamily } from "./refresh-tokens.ts";
import { tokenParameters } from "./token-parameters.ts";

/** POST /oauth/revoke: a refresh token ends, and all that came from the same sign-in. A token that is not there is not said. */
export async function revoke(tenant: Tenant, { host, authorization, contentType, body }: TokenRequest): Promise<void> {
    const parameters = tokenParameters(contentType, body);
    const client = await authenticatedClient(tenant, host, parameters, authorization);
    const value = parameters.get("token");
    if (value === undefined || value === "") throw tokenErrors.missingParameter("token");
    const token = tenant.refreshTokens.get(value);
    if (token?.client_id === client.client_id && token.host === host) endFamily(tenant, token.family);
}
