/** A refusal that the app is told of, on its callback URL. */
export class AuthorizeError extends Error {
    readonly error: string;

    constructor(error: string, description: string) {
        super(description);
        this.name = "AuthorizeError";
        this.error = error;
    }
}

/** A refusal that a person is shown: there is no callback URL that could be trusted with it. */
export class PageError extends Error {
    readonly status: 400 | 403;
    readonly error: string;

    /** What the page says in large letters. */
    readonly title: string;

    constructor(status: 400 | 403, error: string, description: string, title = "Oops!, something went wrong") {
        super(description);
        this.name = "PageError";
        this.status = status;
        this.error = error;
        this.title = title;
    }
}

const told = (error: string) => (description: string) => new AuthorizeError(error, description);
const invalidRequest = told("invalid_request");
const accessDenied = told("access_denied");

/**
 * The refusals of /authorize and what follows it, in the words of users' reports and Auth0's documents. Those under `guessed`
 * are conditions that Auth0 documents without a text.
 */
export const authorizeErrors = {
    missingClientId: () => new PageError(400, "invalid_request", "Missing required parameter: client_id"),
    unknownClient: (id: string) => new PageError(400, "invalid_request", `Unknown client: ${id}`),
    missingRedirectUri: () => new PageError(400, "invalid_request", "Missing required parameter: redirect_uri"),
    callbackMismatch: (redirectUri: string) =>
        new PageError(
            403,
            "unauthorized_client",
            `Callback URL mismatch. ${redirectUri} is not in the list of allowed callback URLs`,
            "Callback URL mismatch.",
        ),
    stateLost: () =>
        new PageError(
            400,
            "invalid_request",
            "You may have pressed the back button, refreshed during login, opened too many login dialogs, or there is some issue with cookies, since we couldn't find your session. Try logging in again from the application and if the problem persists please contact the administrator.",
        ),

    missingParameter: (name: string) => invalidRequest(`Missing required parameter: ${name}`),
    unsupportedResponseType: (type: string) => told("unsupported_response_type")(`Unsupported response type: ${type}`),
    grantTypeNotAllowed: () =>
        told("unauthorized_client")("Grant type 'authorization_code' not allowed for the client."),
    serviceNotFound: (audience: string) => accessDenied(`Service not found: ${audience}`),
    notAuthorizedForApi: (clientId: string, audience: string) =>
        invalidRequest(`Client "${clientId}" is not authorized to access resource server "${audience}".`),
    connectionNotFound: () => invalidRequest("the connection was not found"),
    connectionDisabled: () => invalidRequest("the connection was disabled"),
    noConnections: () => invalidRequest("no connections enabled for the client"),
    loginRequired: () => told("login_required")("Login required"),
    consentRequired: () => told("consent_required")("Consent required"),
    consentDeclined: () => accessDenied("User did not authorize the request"),

    guessed: {
        responseMode: (mode: string) => invalidRequest(`Unsupported response mode: ${mode}`),
        challengeMethod: (method: string) => invalidRequest(`Unsupported code_challenge_method: ${method}`),
        challenge: () => invalidRequest("Parameter 'code_challenge' must be 43 to 128 unreserved characters"),
        signInOff: (name: string) => invalidRequest(`the connection ${name} is not enabled for authentication`),
        noProfile: () => accessDenied("The identity provider did not return a profile"),
    },
} as const;
