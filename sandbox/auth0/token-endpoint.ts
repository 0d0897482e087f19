import { issueClientToken } from "./access-tokens.ts";
import { authenticatedClient } from "./client-authentication.ts";
import { errors, tokenErrors } from "./errors.ts";
import type { Client, ResourceServer } from "./objects.ts";
import type { Tenant } from "./tenant.ts";

/** A request to the token endpoint, its body as it came. */
export interface TokenRequest {
    readonly host: string;
    readonly authorization: string | undefined;
    readonly contentType: string;
    readonly body: string;
}

/** POST /oauth/token, for client credentials. */
export async function token(tenant: Tenant, request: TokenRequest): Promise<object> {
    const parameters = parametersOf(request);
    const grantType = parameters.get("grant_type");
    if (grantType === undefined) throw tokenErrors.missingParameter("grant_type");
    if (grantType !== "client_credentials") throw errors.notServed(`grant_type ${grantType} at POST /oauth/token`);

    const client = await authenticatedClient(tenant, request.host, parameters, request.authorization);
    if (!client.grant_types.includes(grantType)) throw tokenErrors.grantTypeNotAllowed(grantType);

    const audience = parameters.get("audience");
    if (audience === undefined || audience === "") throw tokenErrors.audienceMissing();
    const api = [...tenant.resourceServers.values()].find(({ identifier }) => identifier === audience);
    if (api === undefined) throw tokenErrors.audienceUnknown(audience);

    const scopes = grantedScopes(tenant, client, api);
    if (api.signing_alg !== "RS256") throw errors.notServed(`access tokens signed with ${api.signing_alg}`);
    return {
        access_token: await issueClientToken(tenant, request.host, client, api, scopes),
        ...(scopes.length === 0 ? {} : { scope: scopes.join(" ") }),
        expires_in: api.token_lifetime,
        token_type: "Bearer",
    };
}

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

function parametersOf({ contentType, body }: TokenRequest): ReadonlyMap<string, string> {
    if (!contentType.includes("json")) return new Map(new URLSearchParams(body));
    const parsed = parsedObject(body);
    return new Map(Object.entries(parsed).filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}

function parsedObject(body: string): object {
    try {
        const parsed: unknown = JSON.parse(body);
        if (typeof parsed === "object" && parsed !== null) return parsed;
    } catch {
        // Said below, together with JSON that is no object.
    }
    throw tokenErrors.malformedBody();
}
