import type { Management } from "auth0";

type Request = Omit<Management.CreateClientRequestContent, "name">;

/** What Auth0 makes of a request for a client: with what it fills in where the request says nothing, as recorded in 2026. */
export function withClientDefaults<Given extends Request>(request: Given) {
    const isApi = request.app_type === "resource_server";
    const jwtDefault = isApi ? { alg: "RS256" as const } : { lifetime_in_seconds: 36000 };
    return {
        is_first_party: true,
        is_token_endpoint_ip_header_trusted: false,
        oidc_conformant: isApi,
        sso_disabled: false,
        cross_origin_authentication: false,
        custom_login_page_on: true,
        ...request,
        grant_types: request.grant_types ?? defaultGrantTypes(request),
        jwt_configuration: { secret_encoded: false, ...(request.jwt_configuration ?? jwtDefault) },
        refresh_token: refreshTokenWith(request.refresh_token, request.token_endpoint_auth_method),
    };
}

/**
 * Settings of refresh tokens, whole. Confidential clients that say how they authenticate get longer lifetimes than the others;
 * tokens that expire have no infinite lifetimes.
 */
export function refreshTokenWith(
    given: Management.ClientRefreshTokenConfiguration | null | undefined,
    authMethod: Management.ClientTokenEndpointAuthMethodEnum | null | undefined,
): Management.ClientRefreshTokenConfiguration {
    const longLived = authMethod === "client_secret_post" || authMethod === "client_secret_basic";
    const infinite = given?.expiration_type !== "expiring";
    const { policies, ...settings } = given ?? {};
    return {
        rotation_type: "non-rotating",
        expiration_type: "non-expiring",
        leeway: 0,
        token_lifetime: longLived ? 31_557_600 : 2_592_000,
        infinite_token_lifetime: infinite,
        infinite_idle_token_lifetime: infinite,
        idle_token_lifetime: longLived ? 2_592_000 : 1_296_000,
        ...settings,
        ...(policies === null || policies === undefined ? {} : { policies }),
    };
}

function defaultGrantTypes({ app_type, token_endpoint_auth_method, is_first_party }: Request): string[] {
    if (app_type === "resource_server") return [];
    if (is_first_party === false) return ["authorization_code"];
    const grantTypes = ["authorization_code", "implicit", "refresh_token"];
    const isPublic = app_type === "spa" || app_type === "native" || token_endpoint_auth_method === "none";
    return isPublic ? grantTypes : [...grantTypes, "client_credentials"];
}
