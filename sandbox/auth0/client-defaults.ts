import type { Management } from "auth0";

type Request = Omit<Management.CreateClientRequestContent, "name">;
type Settings = Pick<
    Request,
    | "oidc_conformant"
    | "callbacks"
    | "jwt_configuration"
    | "organization_usage"
    | "organization_require_behavior"
    | "third_party_security_mode"
>;

/**
 * What Auth0 makes of a request for a client: with what it fills in where the request says nothing, as recorded in 2026 by the
 * acceptance tests of its provider (`TestAccClient*`, `TestAccDataClients`) and of go-auth0.
 */
export function withClientDefaults<Given extends Request>(request: Given) {
    const { jwt_configuration: jwtDefault, ...others } = defaultsOf(request);
    return {
        is_first_party: true,
        is_token_endpoint_ip_header_trusted: false,
        oidc_conformant: false,
        sso_disabled: false,
        cross_origin_authentication: false,
        custom_login_page_on: true,
        ...others,
        ...request,
        grant_types: request.grant_types ?? defaultGrantTypes(request),
        jwt_configuration: { secret_encoded: false, ...(request.jwt_configuration ?? jwtDefault) },
        refresh_token: refreshTokenWith(request.refresh_token ?? refreshTokenOf(request), request),
        ...(request.session_transfer ? { session_transfer: sessionTransferWith(request.session_transfer) } : {}),
    };
}

/**
 * Settings of refresh tokens, whole. Confidential clients that say how they authenticate get longer lifetimes than the others;
 * tokens that expire have no infinite lifetimes, but for the absolute one of a third party in strict mode.
 */
export function refreshTokenWith(
    given: Management.ClientRefreshTokenConfiguration | null | undefined,
    client: {
        readonly token_endpoint_auth_method?: string | null | undefined;
        readonly third_party_security_mode?: string | undefined;
    } = {},
): Management.ClientRefreshTokenConfiguration {
    const { token_endpoint_auth_method: method, third_party_security_mode: mode } = client;
    const longLived = method === "client_secret_post" || method === "client_secret_basic";
    const infinite = given?.expiration_type !== "expiring";
    const { policies, ...settings } = given ?? {};
    return {
        rotation_type: "non-rotating",
        expiration_type: "non-expiring",
        leeway: 0,
        token_lifetime: longLived ? 31_557_600 : 2_592_000,
        infinite_token_lifetime: infinite || mode === "strict",
        infinite_idle_token_lifetime: infinite,
        idle_token_lifetime: longLived ? 2_592_000 : 1_296_000,
        ...settings,
        ...(policies === null || policies === undefined ? {} : { policies }),
    };
}

/** Settings of the hand-over of sessions, whole, without what `null` takes away. */
export function sessionTransferWith(
    given: Management.ClientSessionTransferConfiguration,
): Management.ClientSessionTransferConfiguration {
    const { delegation, ...settings } = given;
    return {
        can_create_session_transfer_token: false,
        enforce_cascade_revocation: true,
        allowed_authentication_methods: [],
        enforce_device_binding: "ip",
        allow_refresh_token: false,
        enforce_online_refresh_tokens: true,
        ...settings,
        ...(delegation === null || delegation === undefined ? {} : { delegation }),
    };
}

/** What the kinds of client have of their own. */
function defaultsOf(request: Request): Settings {
    const lifetime = { lifetime_in_seconds: 36000 };
    if (request.app_type === "resource_server") return { oidc_conformant: true, jwt_configuration: { alg: "RS256" } };
    if (request.app_type === "express_configuration") return expressConfiguration;
    if (request.is_first_party !== false) return { jwt_configuration: lifetime };
    return isStrict(request)
        ? { oidc_conformant: true, jwt_configuration: { alg: "RS256", lifetime_in_seconds: 3600 } }
        : { oidc_conformant: true, jwt_configuration: lifetime, third_party_security_mode: "permissive" };
}

/** The client that Okta's express configuration signs in with. */
const expressConfiguration: Settings = {
    oidc_conformant: true,
    callbacks: ["https://system-admin.okta.com/admin/app/generic/oauth20redirect"],
    jwt_configuration: { alg: "RS256" },
    organization_usage: "require",
    organization_require_behavior: "pre_login_prompt",
};

function defaultGrantTypes(request: Request): string[] {
    const { app_type, token_endpoint_auth_method } = request;
    if (app_type === "resource_server") return [];
    if (app_type === "express_configuration") return ["authorization_code", "client_credentials"];
    if (isStrict(request)) return ["authorization_code"];
    const grantTypes = ["authorization_code", "implicit", "refresh_token"];
    const isPublic = app_type === "spa" || app_type === "native" || token_endpoint_auth_method === "none";
    return isPublic ? grantTypes : [...grantTypes, "client_credentials"];
}

function refreshTokenOf(request: Request): Management.ClientRefreshTokenConfiguration | undefined {
    if (request.is_first_party !== false) return undefined;
    const rotates = !isStrict(request) && request.token_endpoint_auth_method === "none";
    return { rotation_type: rotates ? "rotating" : "non-rotating", expiration_type: "expiring" };
}

/** Whether a client is a third party's under Auth0's "enhanced security controls". A request that says nothing makes a permissive one (recorded). */
export function isStrict({ is_first_party, third_party_security_mode: mode }: Request): boolean {
    return is_first_party === false && mode === "strict";
}
