import type { Management } from "auth0";
import { type BodyShape, listOf, mapOf, object, oneOf, orNull, text } from "../body-shape.ts";
import * as setting from "./client-setting-shapes.ts";
import { publicKeyCredential } from "./credential-shapes.ts";

type Create = Management.CreateClientRequestContent & Pick<Management.UpdateClientRequestContent, "client_secret">;

const active = object<Management.CreateAnonymousSessions>({ active: "boolean" }, ["active"]);
const credentialIds = listOf(object<Management.CredentialId>({ id: "string" }, ["id"]));
const privilegedGrants = listOf(
    object<Management.TokenVaultPrivilegedAccessGrant>({ connection: "string", scopes: listOf("string") }, [
        "connection",
        "scopes",
    ]),
);

const shared = {
    name: text({ pattern: /^[^<>]+$/, shortest: 1 }),
    description: text({ longest: 140 }),
    client_secret: text({ shortest: 1 }),
    logo_uri: "string",
    callbacks: listOf("string"),
    oidc_logout: setting.backchannelLogout,
    oidc_backchannel_logout: orNull(setting.backchannelLogout),
    session_transfer: setting.sessionTransfer,
    allowed_origins: listOf("string"),
    web_origins: listOf("string"),
    client_aliases: listOf("string"),
    allowed_clients: listOf("string"),
    allowed_logout_urls: listOf("string"),
    grant_types: listOf(text({ shortest: 1 })),
    is_token_endpoint_ip_header_trusted: "boolean",
    app_type: setting.appType,
    is_first_party: "boolean",
    oidc_conformant: "boolean",
    jwt_configuration: setting.jwtConfiguration,
    encryption_key: setting.encryptionKey,
    sso: "boolean",
    cross_origin_authentication: "boolean",
    sso_disabled: "boolean",
    custom_login_page_on: "boolean",
    custom_login_page: "string",
    custom_login_page_preview: "string",
    form_template: "string",
    client_metadata: mapOf(orNull("string")),
    mobile: setting.mobile,
    initiate_login_uri: "string",
    native_social_login: setting.nativeSocialLogin,
    fedcm_login: setting.fedcmLogin,
    refresh_token: setting.refreshToken,
    default_organization: setting.defaultOrganization,
    require_pushed_authorization_requests: "boolean",
    require_proof_of_possession: "boolean",
    compliance_level: orNull("string"),
    skip_non_verifiable_callback_uri_confirmation_prompt: orNull("boolean"),
    token_exchange: setting.tokenExchange,
    par_request_expiry: orNull("integer"),
    token_quota: setting.tokenQuota,
    third_party_security_mode: oneOf<Management.ClientThirdPartySecurityModeEnum>("strict", "permissive"),
    redirection_policy: oneOf<Management.ClientRedirectionPolicyEnum>("allow_always", "open_redirect_protection"),
    express_configuration: setting.expressConfiguration,
    b2b_integration_configuration: setting.b2bIntegration,
    my_organization_configuration: setting.myOrganization,
} as const;

const organizationUsage = oneOf<Management.ClientOrganizationUsageEnum>("deny", "allow", "require");
const organizationRequireBehavior = oneOf<Management.ClientOrganizationRequireBehaviorEnum>(
    "no_prompt",
    "pre_login_prompt",
    "post_login_prompt",
);
const organizationDiscoveryMethods = listOf(
    oneOf<Management.ClientOrganizationDiscoveryEnum>("email", "organization_name"),
);
const asyncApprovalChannels = listOf(oneOf("guardian-push", "email"));

/** Body of POST /api/v2/clients. Credentials are given in full. */
export const createClientBody: BodyShape<Create> = {
    shape: object<Create>(
        {
            ...shared,
            token_endpoint_auth_method: setting.tokenEndpointAuthMethod,
            cross_origin_loc: "string",
            addons: setting.addons,
            organization_usage: organizationUsage,
            organization_require_behavior: organizationRequireBehavior,
            organization_discovery_methods: organizationDiscoveryMethods,
            async_approval_notification_channels: asyncApprovalChannels,
            client_authentication_methods: object<Management.ClientCreateAuthenticationMethod>({
                private_key_jwt: object<Management.ClientCreateAuthenticationMethodPrivateKeyJwt>(
                    { credentials: listOf(publicKeyCredential) },
                    ["credentials"],
                ),
                tls_client_auth: mapOf("anything"),
                self_signed_tls_client_auth: mapOf("anything"),
            }),
            signed_request_object: object<Management.ClientSignedRequestObjectWithPublicKey>({
                required: "boolean",
                credentials: listOf(publicKeyCredential),
            }),
            token_vault_privileged_access: object<Management.ClientTokenVaultPrivilegedAccessWithPublicKey>(
                {
                    credentials: listOf(publicKeyCredential),
                    ip_allowlist: listOf("string"),
                    grants: privilegedGrants,
                },
                ["credentials"],
            ),
            resource_server_identifier: "string",
            identity_assertion_authorization_grant: active,
            anonymous_sessions: active,
        },
        ["name"],
    ),
};

/** Body of PATCH /api/v2/clients/{id}. Credentials are named by id; `null` takes a setting away. */
export const updateClientBody: BodyShape<Management.UpdateClientRequestContent> = {
    shape: object<Management.UpdateClientRequestContent>({
        ...shared,
        token_endpoint_auth_method: orNull(setting.tokenEndpointAuthMethod),
        cross_origin_loc: orNull("string"),
        // The provider empties the add-ons first (`null`), whenever it sends some.
        addons: orNull(setting.addons),
        organization_usage: orNull(organizationUsage),
        organization_require_behavior: orNull(organizationRequireBehavior),
        organization_discovery_methods: orNull(organizationDiscoveryMethods),
        async_approval_notification_channels: orNull(asyncApprovalChannels),
        client_authentication_methods: orNull(
            object<Management.ClientAuthenticationMethod>({
                private_key_jwt: object<Management.ClientAuthenticationMethodPrivateKeyJwt>(
                    { credentials: credentialIds },
                    ["credentials"],
                ),
                tls_client_auth: object<Management.ClientAuthenticationMethodTlsClientAuth>(
                    { credentials: credentialIds },
                    ["credentials"],
                ),
                self_signed_tls_client_auth: object<Management.ClientAuthenticationMethodSelfSignedTlsClientAuth>(
                    { credentials: credentialIds },
                    ["credentials"],
                ),
            }),
        ),
        signed_request_object: orNull(
            object<Management.ClientSignedRequestObjectWithCredentialId>({
                required: "boolean",
                credentials: credentialIds,
            }),
        ),
        token_vault_privileged_access: orNull(
            object<Management.ClientTokenVaultPrivilegedAccessWithCredentialId>(
                { credentials: credentialIds, ip_allowlist: listOf("string"), grants: privilegedGrants },
                ["credentials"],
            ),
        ),
        identity_assertion_authorization_grant: orNull(active),
        anonymous_sessions: orNull(active),
    }),
};
