/** One more precise reason inside an error, as Microsoft Graph lists them. */
export interface ErrorDetail {
    readonly code: string;
    readonly message?: string;
    readonly target: string;
}

export type ErrorStatus = 400 | 401 | 403 | 404 | 409 | 413 | 415 | 500 | 501;

/** A refusal of Microsoft Graph. Thrown by whoever refuses; one place turns it into a reply. */
export class GraphError extends Error {
    readonly status: ErrorStatus;
    readonly code: string;
    readonly details: readonly ErrorDetail[];

    constructor(status: ErrorStatus, code: string, message: string, details: readonly ErrorDetail[] = []) {
        super(message);
        this.name = "GraphError";
        this.status = status;
        this.code = code;
        this.details = details;
    }
}

/**
 * Microsoft Graph's refusals in its own words. Where Graph's sentence says what but not why, the reason follows in brackets:
 * that part is the sandbox's. 501 is the sandbox's alone: real, but not served here.
 */
export const errors = {
    emptyToken: () => unauthenticated("Access token is empty."),
    malformedToken: () => unauthenticated("IDX14100: JWT is not well formed, there are no dots (.)."),
    invalidSignature: () => unauthenticated("Access token validation failure. Invalid signature."),
    invalidAudience: () => unauthenticated("Access token validation failure. Invalid audience."),
    expiredToken: () => unauthenticated("Lifetime validation failed, the token is expired."),
    identityNotFound: () =>
        new GraphError(
            403,
            "Authorization_IdentityNotFound",
            "The identity of the calling application could not be established.",
        ),
    insufficientPrivileges: () =>
        new GraphError(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation."),
    backingApplicationNotLocal: () =>
        new GraphError(
            403,
            "Authorization_RequestDenied",
            "When using this permission, the backing application of the service principal being created must in the local tenant",
        ),

    delegatedOnly: () =>
        new GraphError(400, "BadRequest", "/me request is only valid with delegated authentication flow."),
    mailboxAccessDenied: () =>
        new GraphError(403, "ErrorAccessDenied", "Access is denied. Check credentials and try again."),
    driveAccessDenied: () => new GraphError(403, "accessDenied", "Access denied"),
    recipientsMissing: () =>
        new GraphError(
            400,
            "ErrorInvalidRecipients",
            "At least one recipient is not valid., No recipients were found.",
        ),

    resourceNotFound: (id: string) =>
        new GraphError(404, "Request_ResourceNotFound", `Resource '${id}' ${missingReference}`),
    referenceNotFound: (id: string) => badRequest(`Resource '${id}' ${missingReference}`),
    invalidObjectId: (id: string) => badRequest(`Invalid object identifier '${id}'.`),

    emptyPayload: () => new GraphError(400, "BadRequest", "Empty Payload. JSON content expected."),
    malformedJson: () =>
        new GraphError(
            400,
            "BadRequest",
            "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.",
        ),
    payloadTooLarge: () => new GraphError(413, "RequestEntityTooLarge", "The request body is larger than 1 MB."),
    unsupportedContentType: (contentType: string) =>
        new GraphError(415, "UnsupportedMediaType", `The content type '${contentType}' is not supported.`),
    invalidProperty: (property: string) => badRequest(`Invalid property '${property}'.`),
    readOnlyProperty: (property: string) => badRequest(`Property '${property}' is read-only and cannot be set.`),
    requiredProperty: (property: string, resource: string) =>
        badRequest(`A value is required for property '${property}' of resource '${resource}'.`),
    invalidValue: (property: string, resource: string, why?: string) =>
        badRequest(
            `Invalid value specified for property '${property}' of resource '${resource}'.${why === undefined ? "" : ` (${why})`}`,
        ),
    notUpdatable: (property: string) => badRequest(`Property cannot be updated: ${property}`),

    unterminatedFilter: (filter: string) =>
        new GraphError(
            400,
            "BadRequest",
            `Invalid filter clause: There is an unterminated string literal in '${filter}'.`,
        ),
    invalidPageSize: (size: string) =>
        badRequest(`Invalid page size specified: '${size}'. Must be between 1 and 999 inclusive.`),
    expiredPageToken: () =>
        new GraphError(
            400,
            "Directory_ExpiredPageToken",
            "The specified page token value has expired and can no longer be included in your request.",
        ),

    invalidAccessTokenVersion: () => badRequest("Property api.requestedAccessTokenVersion is invalid."),
    enabledEntitlement: () =>
        new GraphError(
            400,
            "CannotDeleteOrUpdateEnabledEntitlement",
            "Permission (scope or role) cannot be deleted or updated unless disabled first.",
        ),

    identifierUriExists: () =>
        badRequest("Another object with the same value for property identifierUris already exists."),

    tooManyPasswords: (asked: number, allowed: number) =>
        new GraphError(
            400,
            "TooManyAppPasswords",
            `Not allowed to add ${asked} passwords. You can only add a maximum of ${allowed} passwords.`,
            [{ code: "TooManyAppPasswords", target: "passwordCredentials" }],
        ),
    invalidCredentialStart: () =>
        new GraphError(400, "KeyCredentialsInvalidStartDate", "Key credential start date is invalid."),
    invalidCredentialEnd: () =>
        new GraphError(400, "KeyCredentialsInvalidEndDate", "Key credential end date is invalid."),
    credentialLifetime: (policyId: string) => {
        const message = `Credential lifetime exceeds the max value allowed as per assigned policy '${policyId}'.`;
        return new GraphError(400, "CredentialInvalidLifetimeAsPerAppPolicy", message, [
            { code: "InvalidKeyEndDate", message, target: "EndDate" },
        ]);
    },
    passwordNotFound: () => badRequest("No password credential found with keyId."),

    noBackingApplication: (appId: string) => {
        const message = `The appId '${appId}' of the service principal does not reference a valid application object.`;
        return new GraphError(400, "Request_BadRequest", message, [
            { code: "NoBackingApplicationObject", message, target: "appId" },
        ]);
    },
    servicePrincipalExists: (name: string) =>
        conflict(
            `The service principal cannot be created, updated, or restored because the service principal name ${name} is already in use.`,
        ),

    ownerExists: () =>
        badRequest(
            "One or more added object references already exist for the following modified properties: 'owners'.",
        ),
    invalidOwner: (id: string, type: string) =>
        badRequest(`The reference target '${type}_${id}' of type '${type}' is invalid for the 'owners' reference.`),

    permissionGrantExists: () => conflict("Permission entry already exists."),
    invalidReference: () => badRequest("Not a valid reference update."),
    appRoleNotFound: () => badRequest("Permission being assigned was not found on application."),
    appRoleAssignmentExists: () => badRequest("Permission being assigned already exists on the object."),
    federatedCredentialExists: (name: string) =>
        conflict(`FederatedIdentityCredential with name ${name} already exists.`),

    notServed: (what: string) => new GraphError(501, "NotImplemented", `${what} is not part of the sandbox.`),
    internal: (error: unknown) =>
        new GraphError(500, "InternalServerError", `The sandbox itself failed: ${String(error)}`),
} as const;

const missingReference = "does not exist or one of its queried reference-property objects are not present.";

function badRequest(message: string): GraphError {
    return new GraphError(400, "Request_BadRequest", message);
}

function conflict(message: string): GraphError {
    return new GraphError(409, "Request_MultipleObjectsWithSameKeyValue", message);
}

function unauthenticated(message: string): GraphError {
    return new GraphError(401, "InvalidAuthenticationToken", message);
}
