export type LoginErrorStatus = 400 | 401 | 403;

/** A refusal of Microsoft's login: an OAuth error code for programs and an AADSTS number for people. */
export class LoginError extends Error {
    readonly status: LoginErrorStatus;
    readonly error: string;
    readonly number: number;

    /** What Microsoft says more precisely to programs, `consent_required`. */
    readonly suberror: string | undefined;

    constructor(status: LoginErrorStatus, error: string, number: number, message: string, suberror?: string) {
        super(message);
        this.name = "LoginError";
        this.status = status;
        this.error = error;
        this.number = number;
        this.suberror = suberror;
    }
}

/** An application as Microsoft's texts name it. */
interface NamedApplication {
    readonly appId: string;
    readonly displayName: string;
}

/**
 * Refusals of Microsoft's login (Microsoft, "Authentication and authorization error codes", and what people report of the
 * texts). Those marked "guess" have Microsoft's number, as far as it is known, and a text of the sandbox's.
 */
export const loginErrors = {
    tenantNotFound: (tenant: string) => invalidRequest(90002, tenantNotFound(tenant)),
    tenantNotFoundByDiscovery: (tenant: string) => new LoginError(400, "invalid_tenant", 90002, tenantNotFound(tenant)),
    missingParameter: (name: string) =>
        invalidRequest(900144, `The request body must contain the following parameter: '${name}'.`),
    unsupportedGrantType: (grantType: string) =>
        new LoginError(
            400,
            "unsupported_grant_type",
            70003,
            `The app requested an unsupported grant type '${grantType}'.`,
        ),
    crossOriginRedemption: (origin: string) =>
        invalidRequest(
            9002326,
            `Cross-origin token redemption is permitted only for the 'Single-Page Application' client-type. Request origin: '${origin}'.`,
        ),
    grantNotForEveryone: () =>
        invalidRequest(
            9001023,
            "The grant type is not supported over the /common or /consumers endpoints. Please use the /organizations or tenant-specific endpoint.",
        ),
    applicationNotFound: (clientId: string, tenant: string) =>
        unauthorizedClient(
            700016,
            `Application with identifier '${clientId}' was not found in the directory '${tenant}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.`,
        ),
    disabledApplication: (clientId: string, name: string) =>
        unauthorizedClient(7000112, `Application '${clientId}'(${name}) is disabled.`),

    missingClientSecret: () =>
        invalidClient(
            7000218,
            "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
        ),
    invalidClientSecret: (clientId: string) =>
        invalidClient(
            7000215,
            `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${clientId}'.`,
        ),
    expiredClientSecret: (clientId: string) =>
        invalidClient(
            7000222,
            `The provided client secret keys for app '${clientId}' are expired. Visit the Azure portal to create new keys for your app: https://aka.ms/NewClientSecret, or consider using certificate credentials for added security: https://aka.ms/certCreds.`,
        ),
    secretOfPublicClient: () =>
        invalidClient(
            700025,
            "Client is public so neither 'client_assertion' nor 'client_secret' should be presented.",
        ),
    malformedAssertion: () => new LoginError(401, "invalid_client", 50027, "JWT token is invalid or malformed."),
    untrustedAssertion: (number: 700211 | 700212 | 700213, claim: string, value: string) =>
        invalidClient(
            number,
            `No matching federated identity record found for presented assertion ${claim} '${value}'. Check your federated identity credential Subject, Audience and Issuer against the presented assertion. https://learn.microsoft.com/entra/workload-id/workload-identity-federation`,
        ),
    /** Times in seconds, as the assertion has them; without a beginning it is valid from 1970 on. */
    assertionOutOfTime: (now: Date, { exp = 0, nbf = 0 }: { readonly exp?: number; readonly nbf?: number }) =>
        invalidClient(
            700024,
            `Client assertion is not within its valid time range. Current time: ${precise(now)}, assertion valid from ${precise(new Date(nbf * 1000))}, expiry time of assertion ${precise(new Date(exp * 1000))}. Review the documentation at https://learn.microsoft.com/entra/identity-platform/certificate-credentials .`,
        ),
    assertionKeyUnknown: (kid: string, issuer: string) =>
        invalidClient(
            7000272,
            `The certificate with identifier ${kid} used to sign the federated credential could not be found in the metadata of identity provider ${issuer}. Please validate that your Identity Provider's metadata exposes the key used to sign the incoming token.`,
        ),
    /** Guess: Microsoft's number for certificates, and the beginning of what it says of those. */
    assertionSignature: () => invalidClient(700027, "Client assertion contains an invalid signature."),
    issuerNotReached: () => invalidRequest(50166, "Request to External OIDC endpoint failed."),
    missingServicePrincipal: (clientId: string, tenantId: string) =>
        invalidClient(
            7000229,
            `The client application ${clientId} is missing service principal in the tenant ${tenantId}. See instructions here: https://go.microsoft.com/fwlink/?linkid=2225119`,
        ),

    severalScopes: (scope: string) =>
        invalidScope(
            70011,
            `The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. The scope ${scope} is not valid.`,
        ),
    scopeNotDefault: (scope: string) =>
        invalidScope(
            1002012,
            `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
        ),
    scopeNotValid: (scope: string, why = "") =>
        invalidScope(
            70011,
            `The provided value for the input parameter 'scope' is not valid. The scope ${scope} is not valid.${why === "" ? "" : ` ${why}`}`,
        ),
    scopeNotFound: ({ displayName }: NamedApplication, scope: string, resource: string) =>
        new LoginError(
            400,
            "invalid_client",
            650053,
            `The application '${displayName}' asked for scope '${scope}' that doesn't exist on the resource '${resource}'. Contact the app vendor.`,
        ),
    /** Guess: Microsoft's number, and what it says of a scope; that personal accounts lack it is in no text that was found. */
    scopeNotForPersonalAccounts: (scope: string) =>
        invalidScope(
            70011,
            `The provided value for the input parameter 'scope' is not valid. The scope '${scope}' does not exist for personal Microsoft accounts.`,
        ),
    resourceNotFound: (resource: string, tenant: string) =>
        new LoginError(
            400,
            "invalid_resource",
            500011,
            `The resource principal named ${resource} was not found in the tenant named ${tenant}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant.`,
        ),

    redirectUriMismatch: (redirectUri: string, { appId }: NamedApplication) =>
        invalidRequest(
            50011,
            `The redirect URI '${redirectUri}' specified in the request does not match the redirect URIs configured for the application '${appId}'. Make sure the redirect URI sent in the request matches one added to your application in the Azure portal. Navigate to https://aka.ms/redirectUriMismatchError to learn more about how to fix this.`,
        ),
    noRedirectUri: () => invalidRequest(900971, "No reply address provided."),
    responseTypeNotEnabled: (responseType: string) =>
        new LoginError(
            400,
            "unsupported_response_type",
            responseType === "token" ? 700051 : 700054,
            `response_type '${responseType}' is not enabled for the application.`,
        ),
    responseTypeNotSupported: (responseType: string) =>
        new LoginError(
            400,
            "unsupported_response_type",
            70005,
            `response_type '${responseType}' is not supported for the application.`,
        ),
    responseModeNotSupported: (responseMode: string) =>
        invalidRequest(70007, `'${responseMode}' is not a supported value of 'response_mode' when requesting a token.`),
    promptNotSupported: () => invalidRequest(90023, "Unsupported 'prompt' value."),
    codeChallengeSize: () => invalidRequest(501491, "Invalid size of Code_Challenge parameter."),
    /** Guess: neither number nor text was found. */
    codeChallengeMethod: () => invalidRequest(90023, "Unsupported 'code_challenge_method' value."),

    applicationOfOneDirectory: ({ appId, displayName }: NamedApplication) =>
        invalidRequest(
            50194,
            `Application '${appId}'(${displayName}) is not configured as a multi-tenant application. Usage of the /common endpoint is not supported for such applications created after '10/15/2018'. Use a tenant-specific endpoint or configure the application to be multi-tenant.`,
        ),
    applicationOfPersonalAccounts: ({ appId, displayName }: NamedApplication) =>
        invalidRequest(
            9002331,
            `Application '${appId}'(${displayName}) is configured for use by Microsoft Account users only. Please use the /consumers endpoint to serve this request.`,
        ),
    /** Of Microsoft's login for personal accounts, whose texts have no number; the sandbox gives it the one beside. */
    consumersAtCommon: () =>
        invalidRequest(
            9002331,
            "The request is not valid for the application's 'userAudience' configuration. In order to use /common/ endpoint, the application must not be configured with 'Consumer' as the user audience. The userAudience should be configured with 'All' to use /common/ endpoint.",
        ),
    applicationOfDirectories: ({ appId, displayName }: NamedApplication) =>
        invalidRequest(
            9002332,
            `Application '${appId}'(${displayName}) is configured for use by Azure Active Directory users only. Please do not use the /consumers endpoint to serve this request.`,
        ),
    accountNotInTenant: (username: string, provider: string, tenant: string, application: NamedApplication) =>
        new LoginError(
            400,
            "invalid_grant",
            50020,
            `User account '${username}' from identity provider '${provider}' does not exist in tenant '${tenant}' and cannot access the application '${application.appId}'(${application.displayName}) in that tenant. The account needs to be added as an external user in the tenant first. Sign out and sign in again with a different Azure Active Directory user account.`,
        ),
    accountOfOtherType: () => invalidRequest(500208, "The domain is not a valid login domain for the account type."),
    accountNotAssigned: (username: string, { appId, displayName }: NamedApplication) =>
        new LoginError(
            400,
            "invalid_grant",
            50105,
            `Your administrator has configured the application ${displayName} ('${appId}') to block users unless they are specifically granted ('assigned') access to the application. The signed in user '${username}' is blocked because they are not a direct member of a group with access, nor had access directly assigned by an administrator. Please contact your administrator to assign access to this application.`,
        ),
    accountNotFound: (username: string, tenant: string) =>
        new LoginError(
            400,
            "invalid_grant",
            50034,
            `The user account ${username} does not exist in the ${tenant} directory. To sign into this application, the account must be added to the directory.`,
        ),

    nobodySignedIn: () =>
        new LoginError(400, "login_required", 50058, "A silent sign-in request was sent but no user is signed in."),
    severalSignedIn: () =>
        new LoginError(
            400,
            "interaction_required",
            16000,
            "Either multiple user identities are available for the current request or selected account is not supported for the scenario.",
        ),
    signInCancelled: () => new LoginError(400, "access_denied", 65004, "User declined to consent to access the app."),
    consentDeclined: () => new LoginError(400, "access_denied", 65004, "User declined to consent to access the app."),
    adminConsentDeclined: () =>
        new LoginError(
            400,
            "consent_required",
            65004,
            "The resource owner or authorization server denied the request.",
        ),
    consentMissing: (error: "consent_required" | "invalid_grant", { appId, displayName }: NamedApplication) =>
        new LoginError(
            400,
            error,
            65001,
            `The user or administrator has not consented to use the application with ID '${appId}' named '${displayName}'. Send an interactive authorization request for this user and resource.`,
            "consent_required",
        ),
    administratorOnly: ({ displayName }: NamedApplication) =>
        new LoginError(
            403,
            "access_denied",
            90094,
            `${displayName} needs permission to access resources in your organization that only an admin can grant. Please ask an admin to grant permission to this app before you can use it.`,
        ),
    blockedByPolicy: ({ displayName }: NamedApplication, tenant: string) =>
        new LoginError(
            403,
            "access_denied",
            90094,
            `An administrator of ${tenant} has set a policy that prevents you from granting ${displayName} the permissions it is requesting. Contact an administrator of ${tenant}, who can grant permissions to this app on your behalf.`,
        ),

    malformedGrant: () => invalidGrant(9002313, "Invalid request. Request is malformed or invalid."),
    grantOfOtherClient: () => invalidGrant(700007, "The grant was issued for a different client id."),
    grantOfOtherTenant: () =>
        invalidGrant(
            700005,
            "Provided Authorization Code is intended to use against other tenant, thus rejected. OAuth2 Authorization Code must be redeemed against same tenant it was acquired for (/common or /{tenant-ID} as appropriate)",
        ),
    grantExpired: () =>
        invalidGrant(
            70008,
            "The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource.",
        ),
    refreshTokenExpired: (issued: Date) =>
        invalidGrant(
            700082,
            `The refresh token has expired due to inactivity. The token was issued on ${precise(issued)} and was inactive for 90.00:00:00.`,
        ),
    codeRedeemed: () =>
        invalidGrant(
            54005,
            "OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.",
        ),
    missingReplyAddress: () =>
        invalidGrant(
            700009,
            "Reply address must be provided when presenting an authorization code requested with an explicit reply address.",
        ),
    replyAddressMismatch: (given: string, asked: string) =>
        invalidGrant(
            500112,
            `The reply address '${given}' does not match the reply address '${asked}' provided when requesting Authorization code.`,
        ),
    codeVerifierMismatch: () =>
        invalidGrant(
            501481,
            "The Code_Verifier does not match the code_challenge supplied in the authorization request.",
        ),
} as const;

/** A time with seven digits of a second, as Microsoft's texts have it. */
function precise(time: Date): string {
    return time.toISOString().replace("Z", "0000Z");
}

function tenantNotFound(tenant: string): string {
    return `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.`;
}

function invalidRequest(number: number, message: string): LoginError {
    return new LoginError(400, "invalid_request", number, message);
}

function invalidScope(number: number, message: string): LoginError {
    return new LoginError(400, "invalid_scope", number, message);
}

function invalidGrant(number: number, message: string): LoginError {
    return new LoginError(400, "invalid_grant", number, message);
}

function invalidClient(number: number, message: string): LoginError {
    return new LoginError(401, "invalid_client", number, message);
}

function unauthorizedClient(number: number, message: string): LoginError {
    return new LoginError(400, "unauthorized_client", number, message);
}
