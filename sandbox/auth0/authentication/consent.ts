import { apiOf } from "./api-access.ts";
import type { Authentication } from "./authentication.ts";
import type { AuthorizationRequest } from "./authorization-request.ts";

/**
 * Whether a person has to be asked before an app gets its code: always for apps of third parties; for those of one's own where
 * the API does not skip consent, or where the callback URL is on this machine, whose owner nobody can verify (Auth0, "User
 * Consent and Third-Party Applications").
 */
export function needsConsent(
    { tenant, consented }: Authentication,
    request: AuthorizationRequest,
    userId: string,
): boolean {
    const { client, audience, scopes, prompts } = request;
    const api = audience === undefined ? undefined : apiOf(tenant, audience);
    const isVerifiable = !isThisMachine(new URL(request.redirectUri).hostname);
    const isSkipped =
        api === undefined || (api.skip_consent_for_verifiable_first_party_clients === true && isVerifiable);
    if (client.is_first_party && isSkipped) return false;
    const given = consented.get(consentKey(request, userId));
    return prompts.includes("consent") || !scopes.every((scope) => given?.has(scope) === true);
}

/** What a consent is kept under: the person, the app and the API. */
export function consentKey({ client, audience }: AuthorizationRequest, userId: string): string {
    return JSON.stringify([userId, client.client_id, audience ?? ""]);
}

function isThisMachine(hostName: string): boolean {
    return hostName === "localhost" || hostName.endsWith(".localhost") || hostName === "127.0.0.1";
}
