import type { Directory } from "../directory.ts";
import { authorityOf } from "../login/authority.ts";
import { loginErrors } from "../login-errors.ts";
import { refuseParameters } from "../unserved.ts";
import { authorizationCodeGrant } from "./authorization-code-grant.ts";
import { clientCredentialsGrant } from "./client-credentials-grant.ts";
import { refreshTokenGrant } from "./refresh-token-grant.ts";
import { requiredParameter, type TokenGrant, type TokenReply } from "./token-request.ts";

const grants = new Map<string, TokenGrant>([
    ["authorization_code", authorizationCodeGrant],
    ["client_credentials", clientCredentialsGrant],
    ["refresh_token", refreshTokenGrant],
]);

/** What the grants read. `claims`, proofs of possession and tokens on behalf of another are not served. */
const served = [
    "client_assertion",
    "client_assertion_type",
    "client_id",
    "client_info",
    "client_secret",
    "code",
    "code_verifier",
    "grant_type",
    "redirect_uri",
    "refresh_token",
    "scope",
];

/** POST /{tenant}/oauth2/v2.0/token */
export async function token(
    directory: Directory,
    request: {
        readonly tenant: string;
        readonly form: URLSearchParams;
        readonly authorization: string | undefined;

        /** The `Origin` header: an app in a browser asks, which only a single-page application may. None signs in here. */
        readonly origin: string | undefined;
    },
): Promise<TokenReply> {
    const { origin, tenant, ...rest } = request;
    refuseParameters(request.form, "the token endpoint", served);
    const authority = authorityOf(directory, tenant);
    if (authority === undefined) throw loginErrors.tenantNotFound(tenant);
    if (origin !== undefined) throw loginErrors.crossOriginRedemption(origin);
    const grantType = requiredParameter(request.form, "grant_type");
    const grant = grants.get(grantType);
    if (grant === undefined) throw loginErrors.unsupportedGrantType(grantType);
    return grant({ directory, authority, ...rest });
}
