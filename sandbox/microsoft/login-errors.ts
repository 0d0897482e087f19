export type LoginErrorStatus = 400 | 401;

/** A refusal of Microsoft's login: an OAuth error code for programs and an AADSTS number for people. */
export class LoginError extends Error {
    readonly status: LoginErrorStatus;
    readonly error: string;
    readonly number: number;

    constructor(status: LoginErrorStatus, error: string, number: number, message: string) {
        super(message);
        this.name = "LoginError";
        this.status = status;
        this.error = error;
        this.number = number;
    }
}

/** Refusals of the token and discovery endpoints (Microsoft, "Authentication and authorization error codes"). */
export const loginErrors = {
    tenantNotFound: (tenant: string) => new LoginError(400, "invalid_request", 90002, tenantNotFound(tenant)),
    tenantNotFoundByDiscovery: (tenant: string) => new LoginError(400, "invalid_tenant", 90002, tenantNotFound(tenant)),
    missingParameter: (name: string) =>
        new LoginError(
            400,
            "invalid_request",
            900144,
            `The request body must contain the following parameter: '${name}'.`,
        ),
    unsupportedGrantType: (grantType: string) =>
        new LoginError(
            400,
            "unsupported_grant_type",
            70003,
            `The app requested an unsupported grant type '${grantType}'.`,
        ),
    applicationNotFound: (clientId: string, tenant: string) =>
        new LoginError(
            400,
            "unauthorized_client",
            700016,
            `Application with identifier '${clientId}' was not found in the directory '${tenant}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.`,
        ),
    missingClientSecret: () =>
        new LoginError(
            401,
            "invalid_client",
            7000218,
            "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
        ),
    invalidClientSecret: (clientId: string) =>
        new LoginError(
            401,
            "invalid_client",
            7000215,
            `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${clientId}'.`,
        ),
    expiredClientSecret: (clientId: string) =>
        new LoginError(
            401,
            "invalid_client",
            7000222,
            `The provided client secret keys for app '${clientId}' are expired. Visit the Azure portal to create new keys for your app: https://aka.ms/NewClientSecret, or consider using certificate credentials for added security: https://aka.ms/certCreds.`,
        ),
    missingServicePrincipal: (clientId: string, tenantId: string) =>
        new LoginError(
            401,
            "invalid_client",
            7000229,
            `The client application ${clientId} is missing service principal in the tenant ${tenantId}. See instructions here: https://go.microsoft.com/fwlink/?linkid=2225119`,
        ),
    disabledApplication: (clientId: string, name: string) =>
        new LoginError(400, "unauthorized_client", 7000112, `Application '${clientId}'(${name}) is disabled.`),
    severalScopes: (scope: string) =>
        new LoginError(
            400,
            "invalid_scope",
            70011,
            `The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. The scope ${scope} is not valid.`,
        ),
    scopeNotDefault: (scope: string) =>
        new LoginError(
            400,
            "invalid_scope",
            1002012,
            `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
        ),
    resourceNotFound: (resource: string, tenant: string) =>
        new LoginError(
            400,
            "invalid_resource",
            500011,
            `The resource principal named ${resource} was not found in the tenant named ${tenant}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant.`,
        ),
} as const;

function tenantNotFound(tenant: string): string {
    return `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.`;
}
