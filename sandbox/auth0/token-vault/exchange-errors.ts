import { OAuthError } from "../errors.ts";

const refused = (status: 400 | 401 | 403, error: string) => (description: string) =>
    new OAuthError(status, error, description);
const unauthorizedClient = refused(403, "unauthorized_client");
const invalidRequest = refused(400, "invalid_request");

/**
 * Token Vault's refusals, beside those that every grant has. Those under `guessed` are conditions that Auth0 documents without
 * the text, some without the status; the words are the sandbox's.
 */
export const exchangeErrors = {
    // Many users' reports; the status is in Auth0's guide too.
    refreshTokenNotFound: () =>
        refused(401, "federated_connection_refresh_token_not_found")("Federated connection Refresh Token not found."),
    // The tests of a command-line client.
    refreshTokenFlowFailed: () =>
        refused(
            401,
            "federated_connection_refresh_token_flow_failed",
        )("Refresh Token flow for the Federated Connection failed"),

    guessed: {
        notFirstParty: () => unauthorizedClient("Token Vault is only available to first-party clients."),
        notConfidential: () => unauthorizedClient("Token Vault is only available to confidential clients."),
        notOidcConformant: () => unauthorizedClient("Token Vault is only available to OIDC conformant clients."),
        rotation: () =>
            refused(403, "invalid_grant")("Token Vault does not support refresh tokens of clients with rotation."),
        requestedTokenType: (type: string) => invalidRequest(`Unsupported requested_token_type: ${type}`),
        subjectTokenType: (type: string) => invalidRequest(`Unsupported subject_token_type: ${type}`),
        // The text is known of /authorize.
        connectionNotFound: () => invalidRequest("the connection was not found"),
        connectionNotEnabled: () => refused(403, "access_denied")("The connection is not enabled for the client."),
        connectedAccountsOff: () =>
            refused(403, "access_denied")("The connection does not support connected accounts."),
        invalidSubjectToken: () => refused(401, "invalid_grant")("Unknown or invalid access token."),
        notLinkedToApi: () => unauthorizedClient("The client is not linked to the API of the access token's audience."),
    },
} as const;
