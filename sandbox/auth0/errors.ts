import { randomBytes } from "node:crypto";

const reasons = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    409: "Conflict",
    413: "Request Entity Too Large",
    415: "Unsupported Media Type",
    429: "Too Many Requests",
    500: "Internal Server Error",
    501: "Not Implemented",
} as const;

/** HTTP status of a refusal. */
export type ErrorStatus = keyof typeof reasons;

/** A refusal of the Management API. Thrown by whoever refuses; one place turns it into a reply. */
export class Auth0Error extends Error {
    readonly status: ErrorStatus;
    readonly errorCode: string | undefined;

    constructor(status: ErrorStatus, message: string, errorCode?: string) {
        super(message);
        this.name = "Auth0Error";
        this.status = status;
        this.errorCode = errorCode;
    }

    /** The body as Auth0 sends it. Refused tokens repeat the message under `attributes`. */
    get body(): object {
        return {
            statusCode: this.status,
            error: reasons[this.status],
            message: this.message,
            ...(this.errorCode === undefined ? {} : { errorCode: this.errorCode }),
            ...(this.status === 401 && this.message !== missingAuthentication
                ? { attributes: { error: this.message } }
                : {}),
        };
    }
}

/** A refusal of the Authentication API, in OAuth's shape. */
export class OAuthError extends Error {
    readonly status: 400 | 401 | 403;
    readonly error: string;

    constructor(status: 400 | 401 | 403, error: string, description: string) {
        super(description);
        this.name = "OAuthError";
        this.status = status;
        this.error = error;
    }

    get body(): object {
        return { error: this.error, error_description: this.message };
    }
}

/** A second factor is missing, which the app could ask for with the token that comes along. */
class MfaRequired extends OAuthError {
    constructor() {
        super(403, "mfa_required", "Multifactor authentication required");
    }

    override get body(): object {
        return { ...super.body, mfa_token: `Fe26.2**${randomBytes(48).toString("base64url")}` };
    }
}

const missingAuthentication = "Missing authentication";

const refused = (status: ErrorStatus, errorCode?: string) => (message: string) =>
    new Auth0Error(status, message, errorCode);
const invalidBody = refused(400, "invalid_body");
const unauthorized = refused(401);
const conflict = refused(409);
const oauth = (status: 400 | 401 | 403, error: string) => (description: string) =>
    new OAuthError(status, error, description);
const accessDenied = oauth(403, "access_denied");
const invalidClient = oauth(401, "invalid_client");

/**
 * Auth0's refusals in its own words: from recordings of its provider and SDKs, its Management API reference, and users' reports.
 * Those under `guessed` are refusals that Auth0 documents without their text; the words are the sandbox's.
 */
export const errors = {
    notServed: (what: string) => new Auth0Error(501, `the sandbox does not serve ${what}`),
    unknownHost: (host: string) => new Auth0Error(404, `no tenant and no verified custom domain answers to ${host}`),
    internal: () => new Auth0Error(500, "An internal server error occurred"),

    malformedJson: () => new Auth0Error(400, "Invalid request payload JSON format"),
    bodyTooLarge: (limit: number) =>
        new Auth0Error(413, `Payload content length greater than maximum allowed: ${limit}`),
    unsupportedMediaType: () => new Auth0Error(415, "Unsupported Media Type"),
    payload: (problem: string) => invalidBody(`Payload validation error: ${problem}`),
    query: (problem: string) => new Auth0Error(400, `Query validation error: ${problem}`, "invalid_query_string"),
    cursor: () => new Auth0Error(400, "Invalid pagination cursor", "invalid_paging"),

    missingToken: () => unauthorized(missingAuthentication),
    malformedToken: () => new Auth0Error(400, "Bad HTTP authentication header format", "Bearer"),
    invalidToken: () => unauthorized("Invalid token"),
    invalidSignature: () => unauthorized("Invalid signature received for JSON Web Token validation"),
    expiredToken: () => unauthorized("Expired token received for JSON Web Token validation"),
    badAudience: (audience: string) => unauthorized(`Bad audience: ${audience}`),
    insufficientScope: (scopes: readonly string[]) =>
        new Auth0Error(403, `Insufficient scope, expected any of: ${scopes.join(",")}`, "insufficient_scope"),

    connectionNotFound: () => new Auth0Error(404, "The connection does not exist", "inexistent_connection"),
    clientNotFound: () => new Auth0Error(404, "The client does not exist", "inexistent_client"),
    resourceServerNotFound: () =>
        new Auth0Error(404, "The resource server does not exist", "inexistent_resource_server"),
    clientGrantNotFound: () => new Auth0Error(404, "The grant does not exist.", "inexistent_client_grant"),
    customDomainNotFound: (id: string) =>
        new Auth0Error(404, `The custom domain ${id} does not exist`, "inexistent_custom_domain"),
    organizationNotFound: () => new Auth0Error(404, "No organization found by that id or name"),
    organizationConnectionNotFound: () => new Auth0Error(404, "No connection found by that id"),
    credentialNotFound: () => new Auth0Error(404, "Credential does not exist"),

    connectionExists: () => conflict("A connection with the same name already exists"),
    connectionBeingDeleted: () => conflict("A connection with the same name is being deleted, try again later"),
    realmTaken: () => conflict('There is already another connection with some realms from "realms" parameter'),
    domainConnectionExists: () => conflict("There is already a domain connection enabled for strategy"),
    waadCredentialsMissing: () =>
        invalidBody(
            "Before creating Windows Azure Active Directory connections you must configure the client_id and client_secret settings in the dashboard. For more information go to https://docs.auth0.com/waad-clientid",
        ),
    invalidGrantTypes: (grantTypes: readonly string[]) => invalidBody(`Invalid grant types: ${grantTypes.join(", ")}`),
    signupNotSupported: () =>
        invalidBody(
            "Only database connections with assign_membership_on_login = true support is_signup_enabled = true.",
        ),
    clientGrantExists: (clientId: string, audience: string) =>
        conflict(`A client grant already exists between ${clientId} and ${audience}`),
    expressClientGrant: () =>
        new Auth0Error(400, "Client of type express_configuration cannot be used", "validation_error"),
    allScopesOfSystemApi: () => invalidBody("`allow_all_scopes` cannot be provided when `audience` is a system API"),
    resourceServerExists: () => conflict("A resource server with the same identifier already exists."),

    guessed: {
        commonEndpointNeedsSub: () =>
            invalidBody("options.useCommonEndpoint requires options.userid_attribute to be sub"),
        authenticationMethodsConflict: () =>
            invalidBody("client_authentication_methods and token_endpoint_auth_method are mutually exclusive"),
        authenticationMethodsNeedRs256: () =>
            invalidBody("client_authentication_methods requires jwt_configuration.alg to be RS256"),
        credentialOfMethodNotFound: (id: string) => invalidBody(`The credential ${id} does not exist`),
        invalidPem: () => invalidBody("The pem is not a valid public key or certificate"),
        resourceServerClientOnly: () =>
            invalidBody("resource_server_identifier is only allowed for clients of app_type resource_server"),
        resourceServerClientNeedsApi: () =>
            invalidBody("Clients of app_type resource_server need the resource_server_identifier of an existing API"),
        appTypeCannotChange: () => invalidBody("app_type cannot be changed to or from resource_server"),
        grantNeedsClient: () => invalidBody("Exactly one of client_id and default_for must be provided"),
        grantNeedsScope: () => invalidBody("Exactly one of scope and allow_all_scopes must be provided"),
        scopeOfGrantNotFound: (scopes: readonly string[]) =>
            invalidBody(`The resource server has no such scopes: ${scopes.join(", ")}`),
        clientAccessDenied: (audience: string) =>
            invalidBody(
                `The API ${audience} does not allow access by clients: create the grant with subject_type user`,
            ),
        systemApiFixed: (what: string) => invalidBody(`The ${what} of a system API cannot be changed`),
        managementApiNotDeletable: () => invalidBody("The Auth0 Management API cannot be deleted"),
        duplicateScopes: () => invalidBody("The scopes of an API must have different values"),
        organizationConnectionExists: () => conflict("The connection is already enabled for this organization"),
    },
} as const;

/** The token endpoint's refusals: from Auth0's documents, and users' reports. */
export const tokenErrors = {
    unauthorized: () => oauth(401, "access_denied")("Unauthorized"),
    malformedBody: () => oauth(400, "invalid_request")("The body of the request is malformed"),
    missingParameter: (name: string) => oauth(403, "invalid_request")(`Missing required parameter: ${name}`),
    grantTypeNotAllowed: (grantType: string) =>
        oauth(403, "unauthorized_client")(`Grant type '${grantType}' not allowed for the client.`),
    unsupportedGrantType: (grantType: string) =>
        oauth(403, "unsupported_grant_type")(`Unsupported grant type: ${grantType}`),
    audienceMissing: () =>
        accessDenied("No audience parameter was provided, and no default audience has been configured"),
    audienceUnknown: (audience: string) => accessDenied(`Service not enabled within domain: ${audience}`),
    noClientGrant: (audience: string) =>
        accessDenied(
            `Client is not authorized to access "${audience}". You need to create a "client-grant" associated to this API. See: https://auth0.com/docs/api/v2#!/Client_Grants/post_client_grants`,
        ),
    clientAccessDenied: (clientId: string, audience: string) =>
        accessDenied(`Client "${clientId}" is not authorized to access resource server "${audience}".`),
    invalidAssertion: () => invalidClient("Client assertion is invalid"),
    invalidCode: () => oauth(403, "invalid_grant")("Invalid authorization code"),
    wrongVerifier: () => oauth(403, "invalid_grant")("Failed to verify code verifier"),
    wrongRedirectUri: (given: string, expected: string) =>
        oauth(403, "unauthorized_client")(`The redirect URI is wrong. You sent ${given}, and we expected ${expected}`),
    mfaRequired: () => new MfaRequired(),
    invalidRefreshToken: () => oauth(403, "invalid_grant")("Unknown or invalid refresh token."),
} as const;
