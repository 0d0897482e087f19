import type { Management } from "auth0";
import { listOf, mapOf, object, oneOf, orNull, text, whole } from "../body-shape.ts";

const anything = mapOf("anything");

/** The kinds of application that Auth0 knows. */
export const appType = oneOf<Management.ClientAppTypeEnum>(
    "native",
    "spa",
    "regular_web",
    "non_interactive",
    "resource_server",
    "express_configuration",
    "rms",
    "box",
    "cloudbees",
    "concur",
    "dropbox",
    "mscrm",
    "echosign",
    "egnyte",
    "newrelic",
    "office365",
    "salesforce",
    "sentry",
    "sharepoint",
    "slack",
    "springcm",
    "zendesk",
    "zoom",
    "sso_integration",
    "oag",
);

export const tokenEndpointAuthMethod = oneOf<Management.ClientTokenEndpointAuthMethodEnum>(
    "none",
    "client_secret_post",
    "client_secret_basic",
);

export const jwtConfiguration = object<Management.ClientJwtConfiguration>({
    lifetime_in_seconds: "integer",
    secret_encoded: "boolean",
    scopes: mapOf("string"),
    alg: oneOf<Management.SigningAlgorithmEnum>("HS256", "RS256", "RS512", "PS256"),
});

export const refreshToken = orNull(
    object<Management.ClientRefreshTokenConfiguration>(
        {
            rotation_type: oneOf<Management.RefreshTokenRotationTypeEnum>("rotating", "non-rotating"),
            expiration_type: oneOf<Management.RefreshTokenExpirationTypeEnum>("expiring", "non-expiring"),
            leeway: whole({ minimum: 0 }),
            token_lifetime: whole({ minimum: 1, maximum: 157_788_000 }),
            infinite_token_lifetime: "boolean",
            idle_token_lifetime: whole({ minimum: 1 }),
            infinite_idle_token_lifetime: "boolean",
            policies: orNull(
                listOf(
                    object<Management.ClientRefreshTokenPolicy>(
                        {
                            audience: text({ shortest: 1, longest: 600 }),
                            scope: listOf(text({ shortest: 1, longest: 280 })),
                        },
                        ["audience", "scope"],
                    ),
                    { shortest: 1 },
                ),
            ),
        },
        ["rotation_type", "expiration_type"],
    ),
);

export const backchannelLogout = object<Management.ClientOidcBackchannelLogoutSettings>({
    backchannel_logout_urls: listOf("string"),
    backchannel_logout_initiators: object<Management.ClientOidcBackchannelLogoutInitiators>({
        mode: oneOf("custom", "all"),
        selected_initiators: listOf(
            oneOf<Management.ClientOidcBackchannelLogoutInitiatorsEnum>(
                "rp-logout",
                "idp-logout",
                "password-changed",
                "session-expired",
                "session-revoked",
                "account-deleted",
                "email-identifier-changed",
                "mfa-phone-unenrolled",
                "account-deactivated",
            ),
        ),
    }),
    backchannel_logout_session_metadata: orNull(
        object<Management.ClientOidcBackchannelLogoutSessionMetadata>({ include: "boolean" }),
    ),
});

export const sessionTransfer = orNull(
    object<Management.ClientSessionTransferConfiguration>({
        can_create_session_transfer_token: "boolean",
        enforce_cascade_revocation: "boolean",
        allowed_authentication_methods: orNull(listOf(oneOf("cookie", "query"))),
        enforce_device_binding: oneOf("ip", "asn", "none"),
        allow_refresh_token: "boolean",
        enforce_online_refresh_tokens: "boolean",
        delegation: orNull(
            object<Management.ClientSessionTransferDelegationConfiguration>({
                allow_delegated_access: "boolean",
                enforce_device_binding: oneOf("ip", "asn"),
            }),
        ),
    }),
);

export const encryptionKey = orNull(
    object<Management.ClientEncryptionKey>({ pub: "string", cert: "string", subject: "string" }),
);

export const mobile = object<Management.ClientMobile>({
    android: object<Management.ClientMobileAndroid>({
        app_package_name: "string",
        sha256_cert_fingerprints: listOf(text({ shortest: 1 }), { shortest: 1 }),
    }),
    ios: object<Management.ClientMobileiOs>({ team_id: "string", app_bundle_identifier: "string" }),
});

const enabled = orNull(object<Management.NativeSocialLoginApple>({ enabled: "boolean" }));
export const nativeSocialLogin = object<Management.NativeSocialLogin>({
    apple: enabled,
    facebook: enabled,
    google: enabled,
});

export const fedcmLogin = object<Management.FedCmLogin>({
    google: orNull(object<Management.FedCmLoginGoogle>({ is_enabled: "boolean" })),
});

export const defaultOrganization = orNull(
    object<Management.ClientDefaultOrganization>(
        {
            organization_id: "string",
            flows: listOf(oneOf<Management.ClientDefaultOrganizationFlowsEnum>("client_credentials")),
        },
        ["organization_id", "flows"],
    ),
);

export const tokenExchange = object<Management.ClientTokenExchangeConfiguration>({
    allow_any_profile_of_type: listOf(
        oneOf<Management.ClientTokenExchangeTypeEnum>("custom_authentication", "on_behalf_of_token_exchange"),
    ),
});

export const tokenQuota = object<Management.CreateTokenQuota>(
    {
        client_credentials: object<Management.TokenQuotaClientCredentials>({
            enforce: "boolean",
            per_day: whole({ minimum: 1, maximum: 2_147_483_647 }),
            per_hour: whole({ minimum: 1, maximum: 2_147_483_647 }),
        }),
    },
    ["client_credentials"],
);

export const expressConfiguration = object<Management.ExpressConfiguration>(
    {
        initiate_login_uri_template: "string",
        user_attribute_profile_id: "string",
        connection_profile_id: "string",
        enable_client: "boolean",
        enable_organization: "boolean",
        linked_clients: listOf(object<Management.LinkedClientConfiguration>({ client_id: "string" }, ["client_id"])),
        okta_oin_client_id: "string",
        admin_login_domain: text({ shortest: 1 }),
        oin_submission_id: text({ shortest: 1, longest: 200 }),
    },
    [
        "initiate_login_uri_template",
        "user_attribute_profile_id",
        "connection_profile_id",
        "enable_client",
        "enable_organization",
        "okta_oin_client_id",
        "admin_login_domain",
    ],
);

export const b2bIntegration = object<Management.B2BIntegrationConfiguration>({
    sso_profiles: listOf("string"),
    integration_type: "string",
});

export const myOrganization = object<Management.ClientMyOrganizationPatchConfiguration>(
    {
        connection_profile_id: "string",
        user_attribute_profile_id: "string",
        allowed_strategies: listOf(
            oneOf<Management.ClientMyOrganizationConfigurationAllowedStrategiesEnum>(
                "pingfederate",
                "adfs",
                "waad",
                "google-apps",
                "okta",
                "oidc",
                "samlp",
            ),
        ),
        third_party_client_access: anything,
        connection_deletion_behavior: oneOf<Management.ClientMyOrganizationDeletionBehaviorEnum>(
            "allow",
            "allow_if_empty",
        ),
        invitation_landing_client_id: "string",
    },
    ["allowed_strategies", "connection_deletion_behavior"],
);

/** The add-ons by name; what is in them is not looked at. */
export const addons = object<Management.ClientAddons>({
    aws: anything,
    azure_blob: anything,
    azure_sb: anything,
    rms: anything,
    mscrm: anything,
    slack: anything,
    sentry: anything,
    box: anything,
    cloudbees: anything,
    concur: anything,
    dropbox: anything,
    echosign: anything,
    egnyte: anything,
    firebase: anything,
    newrelic: anything,
    office365: anything,
    salesforce: anything,
    salesforce_api: anything,
    salesforce_sandbox_api: anything,
    samlp: anything,
    layer: anything,
    sap_api: anything,
    sharepoint: anything,
    springcm: anything,
    wams: anything,
    wsfed: anything,
    zendesk: anything,
    zoom: anything,
    sso_integration: anything,
    oag: anything,
});
