import { Auth0Error } from "../errors.ts";

const badRequest = (message: string, errorCode?: string) => new Auth0Error(400, message, errorCode);

/**
 * What the Management API says about users and their identities, in the words of its reference; error codes only where somebody
 * has seen them. Those under `guessed` are refusals without a text.
 */
export const userErrors = {
    // Recorded by the provider.
    userNotFound: () => new Auth0Error(404, "The user does not exist.", "inexistent_user"),
    // The code is that of auth0.js' tests.
    notOwnUser: () =>
        new Auth0Error(403, "User to be acted on does not match subject in bearer token.", "unowned_resource"),

    // The code is reported (auth0/node-auth0#554).
    providerNotConfigured: () => badRequest("The provider/connection is not configured.", "inexistent_connection"),
    sameIdentity: () => badRequest("Main identity and the new one are the same."),
    identityExists: () => new Auth0Error(409, "Specified identity already exists."),
    inexistentIdentity: () => badRequest("Linking to an inexistent identity is not allowed."),
    secondaryNotLinkable: () => badRequest("Unable to link with the secondary account."),
    secondaryNotFound: () => badRequest("Provided secondary account not found."),
    invalidLinkWith: () => badRequest("Invalid token (link_with)."),
    linkWithAlgorithm: () => badRequest("JWT (link_with) must have an alg of RS256."),
    linkWithIssuer: () => badRequest("JWT (link_with) must have the same issuer as the calling user."),
    linkWithAudience: () =>
        badRequest("JWT (link_with) must have an aud claim that matches that of the calling token's azp."),
    linkWithSubject: () => badRequest("JWT (link_with) contains an invalid sub claim."),
    mainIdentity: () => badRequest("Main identity cannot be removed."),

    guessed: {
        linkForm: () =>
            badRequest("Send link_with alone, or provider and user_id with an optional connection_id", "invalid_body"),
        identityNotFound: () => badRequest("The user has no such identity"),
    },
} as const;
