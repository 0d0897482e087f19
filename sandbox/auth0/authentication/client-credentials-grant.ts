import { issueClientToken } from "../access-tokens.ts";
import { errors, tokenErrors } from "../errors.ts";
import type { Client, ResourceServer } from "../objects.ts";
import type { Tenant } from "../tenant.ts";
import { apiOf } from "./api-access.ts";
import type { Grant } from "./grant.ts";

/** grant_type=client_credentials */
export const clientCredentialsGrant: Grant = async ({ tenant, host, client, parameters }) => {
    // It would put the organization into the token (Auth0, "Machine-to-Machine Access for Organizations").
    if (parameters.has("organization")) throw errors.notServed("the parameter organization of client_credentials");
    const audience = parameters.get("audience");
    if (audience === undefined || audience === "") throw tokenErrors.audienceMissing();
    const api = apiOf(tenant, audience);
    if (api === undefined) throw tokenErrors.audienceUnknown(audience);

    const scopes = grantedScopes(tenant, client, api);
    if (api.signing_alg !== "RS256") throw errors.notServed(`access tokens signed with ${api.signing_alg}`);
    return {
        access_token: await issueClientToken(tenant, host, client, api, scopes),
        ...(scopes.length === 0 ? {} : { scope: scopes.join(" ") }),
        expires_in: api.token_lifetime,
        token_type: "Bearer",
    };
};

/** What a client may do by itself at an API: what its client grant says, where the API lets clients in at all. */
function grantedScopes(tenant: Tenant, client: Client, api: ResourceServer): readonly string[] {
    if (api.subject_type_authorization.client?.policy === "deny_all") {
        throw tokenErrors.clientAccessDenied(client.client_id, api.identifier);
    }
    const grant = [...tenant.clientGrants.values()].find(
        ({ client_id, audience, subject_type }) =>
            client_id === client.client_id && audience === api.identifier && subject_type === "client",
    );
    if (grant === undefined) throw tokenErrors.noClientGrant(api.identifier);
    return grant.allow_all_scopes === true ? (api.scopes ?? []).map(({ value }) => value) : (grant.scope ?? []);
}
