import type { Management } from "auth0";
import { type BodyShape, listOf, mapOf, object, oneOf, orNull, type Shape, text, whole } from "../body-shape.ts";
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
    session_transfer: setting.sessionTransfer,
    allowed_origins: listOf("string"),
    web_origins: listOf("string"),
    client_aliases: listOf(text({ shortest: 1 })),
    allowed_clients: listOf(text({ shortest: 1 })),
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
    client_metadata: mapOf(orNull("string")),
    mobile: setting.mobile,
    initiate_login_uri: "string",
    refresh_token: setting.refreshToken,
    default_organization: setting.defaultOrganization,
    require_pushed_authorization_requests: "boolean",
    require_proof_of_possession: "boolean",
    compliance_level: orNull(
        oneOf<Management.ClientComplianceLevelEnum>(
            "none",
            "fapi1_adv_pkj_par",
            "fapi1_adv_mtls_par",
            "fapi2_sp_pkj_mtls",
            "fapi2_sp_mtls_mtls",
        ),
    ),
    par_request_expiry: orNull(whole({ minimum: 10, maximum: 600 })),
    third_party_security_mode: oneOf<Management.ClientThirdPartySecurityModeEnum>("strict", "permissive"),
    redirection_policy: oneOf<Management.ClientRedirectionPolicyEnum>("allow_always", "open_redirect_protection"),
    b2b_integration_configuration: setting.b2bIntegration,
} as const;

/** Settings that a PATCH can take away with `null`. */
const settings = {
    oidc_backchannel_logout: setting.backchannelLogout,
    native_social_login: setting.nativeSocialLogin,
    fedcm_login: setting.fedcmLogin,
    token_exchange: setting.tokenExchange,
    token_quota: setting.tokenQuota,
    skip_non_verifiable_callback_uri_confirmation_prompt: "boolean",
    express_configuration: setting.expressConfiguration,
    my_organization_configuration: setting.myOrganization,
} as const;

function nullable<Key extends string>(shapes: Readonly<Record<Key, Shape>>): Record<Key, Shape> {
    const entries = Object.entries<Shape>(shapes).map(([key, shape]) => [key, orNull(shape)]);
    return Object.fromEntries(entries) as Record<Key, Shape>;
}

const organizationUsage = oneOf<Management.ClientOrganizationUsageEnum>("deny", "allow", "require");
const organizationRequireBehavior = oneOf<Management.ClientOrganizationRequireBehaviorEnum>(
    "no_prompt",
    "pre_login_prompt",
    "post_login_prompt",
);
const organizationDiscoveryMethods = listOf(
    oneOf<Management.ClientOrganizationDiscoveryEnum>("email", "organization_name"),
    { shortest: 1 },
);
const asyncApprovalChannels = listOf(oneOf("guardian-push", "email"), { shortest: 1 });

/** Body of POST /api/v2/clients. Credentials are given in full. */
export const createClientBody: BodyShape<Create> = {
    shape: object<Create>(
        {
            ...shared,
            ...settings,
            token_endpoint_auth_method: setting.tokenEndpointAuthMethod,
            cross_origin_loc: "string",
            custom_login_page: text({ shortest: 1 }),
            custom_login_page_preview: text({ shortest: 1 }),
            form_template: text({ shortest: 1 }),
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
            resource_server_identifier: text({ shortest: 1, longest: 600 }),
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
        ...nullable(settings),
        token_endpoint_auth_method: orNull(setting.tokenEndpointAuthMethod),
        cross_origin_loc: orNull("string"),
        // Empty too: the provider sends them so (recorded).
        custom_login_page: "string",
        custom_login_page_preview: "string",
        form_template: "string",
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
