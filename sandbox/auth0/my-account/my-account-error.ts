/** What is wrong with one value of a request. */
export interface ValidationError {
    readonly detail: string;

    /** Name of a query parameter. */
    readonly field?: string;

    /** JSON pointer into the body. */
    readonly pointer?: string;
    readonly source?: "body" | "query" | "path";
}

interface Problem {
    readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 415;

    /** `A0E-…` */
    readonly code: string;
    readonly title: string;
    readonly detail: string;
    readonly validationErrors?: readonly ValidationError[];
}

/** A refusal of the My Account API. Thrown by whoever refuses; one place turns it into a reply. */
export class MyAccountError extends Error {
    readonly status: Problem["status"];
    private readonly problem: Problem;

    constructor(problem: Problem) {
        super(problem.detail);
        this.name = "MyAccountError";
        this.status = problem.status;
        this.problem = problem;
    }

    /** The body as Auth0's reference has it (My Account API, `ErrorResponse`). */
    get body(): object {
        const { status, code, title, detail, validationErrors } = this.problem;
        return {
            type: `https://auth0.com/api-errors/${code}`,
            status,
            title,
            detail,
            ...(validationErrors === undefined ? {} : { validation_errors: validationErrors }),
        };
    }
}

const refused =
    (status: Problem["status"], code: string, title: string) =>
    (detail: string): MyAccountError =>
        new MyAccountError({ status, code, title, detail });
const badRequest = refused(400, "A0E-400-0001", "Bad Request");

/**
 * The My Account API's refusals, as far as they are known: from the tests of Auth0's own SDKs and from users' reports. Auth0
 * publishes no list. Those under `guessed` are the sandbox's words for what the reference says without words.
 */
export const myAccountErrors = {
    // Auth0.swift, test of the profile.
    missingToken: () => refused(401, "A0E-401-0001", "Unauthorized")("Missing or invalid token."),
    // auth0-server-python, test of the connected accounts.
    invalidToken: () => refused(401, "A0E-401-0003", "Invalid Token")("Invalid Token"),
    // Auth0.swift, test of the profile.
    insufficientScope: () => refused(403, "A0E-403-0002", "insufficient_scope")("Token lacks required scope."),
    // Auth0.swift, test of the profile; users report the code for a request without scopes.
    validation: (validationErrors: readonly ValidationError[]) =>
        new MyAccountError({
            status: 400,
            code: "A0E-400-0003",
            title: "validation_error",
            detail: "Invalid request.",
            validationErrors,
        }),
    // Reported by users, with its body.
    notActivated: (method: string, path: string) =>
        refused(404, "A0E-404-0001", "Not Found")(`The requested resource ${method} ${path} was not found.`),
    // Reported by users, without status and code.
    connectedAccountsOff: () => badRequest("The specified connection does not support connected accounts"),
    invalidRedirectUri: () => badRequest("Invalid redirect_uri"),

    guessed: {
        malformedJson: () => badRequest("The body of the request is not valid JSON"),
        unsupportedMediaType: () =>
            refused(415, "A0E-415-0001", "Unsupported Media Type")("The body must be application/json"),
        cursor: () => badRequest("Invalid pagination cursor"),
        connectionNotFound: () => badRequest("The specified connection does not exist"),
        connectionNotEnabled: () => badRequest("The specified connection is not enabled for the client"),
        invalidSession: () => badRequest("Invalid auth_session"),
        invalidCode: () => badRequest("Invalid connect_code"),
        redirectUriMismatch: () => badRequest("The redirect_uri does not match the connect request"),
        verifierMissing: () => badRequest("A code_verifier is required"),
        invalidVerifier: () => badRequest("Invalid code_verifier"),
        accountWithoutIdExists: () =>
            refused(409, "A0E-409-0001", "Conflict")("The user has a connected account without a user id already"),
    },
} as const;
