import { computed, optional, optionalComputed, type Properties, required } from "../properties.ts";
import { lengthBetween, oneOf } from "../value-checks.ts";

const appTypes = [
    "native",
    "spa",
    "regular_web",
    "non_interactive",
    "resource_server",
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
    "sso_integration",
    "zendesk",
    "zoom",
    "express_configuration",
];

const jwtConfiguration: Properties = {
    alg: optional("string", { check: oneOf(["HS256", "RS256", "PS256"]) }),
    lifetimeInSeconds: optionalComputed("integer"),
    scopes: optional({ map: "string" }),
    secretEncoded: optionalComputed("boolean", { replaces: true }),
};

const refreshToken: Properties = {
    rotationType: required("string", { check: oneOf(["rotating", "non-rotating"]) }),
    expirationType: required("string", { check: oneOf(["expiring", "non-expiring"]) }),
    leeway: optionalComputed("integer"),
    tokenLifetime: optionalComputed("integer"),
    infiniteTokenLifetime: optionalComputed("boolean"),
    infiniteIdleTokenLifetime: optionalComputed("boolean"),
    idleTokenLifetime: optionalComputed("integer"),
    policies: optional({
        set: { object: { audience: required("string"), scopes: required({ list: "string" }, { json: "scope" }) } },
    }),
};

const oidcLogout: Properties = {
    backchannelLogoutUrls: required({ set: "string" }),
    backchannelLogoutInitiators: optional({
        object: {
            mode: required("string", { check: oneOf(["all", "custom"]) }),
            selectedInitiators: optional({ set: "string" }),
        },
    }),
    backchannelLogoutSessionMetadata: optional({ object: { include: required("boolean") } }),
};

const tokenExchange: Properties = {
    allowAnyProfileOfTypes: required(
        { list: "string" },
        {
            json: "allow_any_profile_of_type",
            check: oneOf(["custom_authentication", "on_behalf_of_token_exchange"]),
        },
    ),
};

/** Properties of a client. The real provider takes more: addons, mobile and native settings, session transfer and the like. */
export const clientProperties: Properties = {
    name: required("string", { autoname: true }),
    description: optional("string", { default: "Managed by Pulumi", check: lengthBetween(0, 140) }),
    appType: optional("string", { check: oneOf(appTypes) }),
    logoUri: optional("string"),
    isFirstParty: optionalComputed("boolean"),
    oidcConformant: optionalComputed("boolean"),
    callbacks: optionalComputed({ list: "string" }),
    allowedLogoutUrls: optional({ list: "string" }),
    webOrigins: optional({ list: "string" }),
    allowedOrigins: optional({ list: "string" }),
    allowedClients: optional({ list: "string" }),
    clientAliases: optional({ list: "string" }),
    grantTypes: optionalComputed({ list: "string" }),
    jwtConfiguration: optionalComputed({ object: jwtConfiguration }),
    refreshToken: optionalComputed({ object: refreshToken }),
    oidcLogout: optional({ object: oidcLogout }),
    tokenExchange: optional({ object: tokenExchange }),
    clientMetadata: optional({ map: "string" }),
    initiateLoginUri: optional("string"),
    organizationUsage: optionalComputed("string", { check: oneOf(["deny", "allow", "require"]) }),
    organizationRequireBehavior: optionalComputed("string", {
        check: oneOf(["no_prompt", "pre_login_prompt", "post_login_prompt"]),
    }),
    organizationDiscoveryMethods: optional({ list: "string" }, { check: oneOf(["email", "organization_name"]) }),
    crossOriginAuth: optional("boolean", { json: "cross_origin_authentication" }),
    crossOriginLoc: optional("string"),
    customLoginPageOn: optionalComputed("boolean"),
    customLoginPage: optional("string"),
    sso: optional("boolean"),
    ssoDisabled: optional("boolean"),
    isTokenEndpointIpHeaderTrusted: optionalComputed("boolean"),
    requirePushedAuthorizationRequests: optional("boolean"),
    requireProofOfPossession: optional("boolean"),
    complianceLevel: optional("string", { check: oneOf(["none", "fapi1_adv_pkj_par", "fapi1_adv_mtls_par"]) }),
    resourceServerIdentifier: optional("string"),
    clientId: computed("string"),
    signingKeys: computed({ list: { map: "string" } }, { secret: true }),
};
