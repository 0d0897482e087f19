import { myAccountApiName } from "../../catalogue/auth0.ts";
import type { ResourceServer } from "./objects.ts";

const scopesAtFirst = [
    { value: "create:me:connected_accounts", description: "Create Connected Accounts" },
    { value: "read:me:connected_accounts", description: "Read Connected Accounts" },
    { value: "delete:me:connected_accounts", description: "Delete Connected Accounts" },
];

const scopesLater = [
    { value: "read:me:authentication_methods", description: "Read Authentication Methods" },
    { value: "delete:me:authentication_methods", description: "Delete Authentication Methods" },
    { value: "update:me:authentication_methods", description: "Update Authentication Methods" },
    { value: "read:me:factors", description: "Read Factors" },
    { value: "create:me:authentication_methods", description: "Create Authentication Methods" },
];

/** Whether an identifier is that of a My Account API: one per domain that Auth0 answers to. */
export function isMyAccountApi(identifier: string, hosts: readonly string[]): boolean {
    return hosts.some((host) => identifier === `https://${host}/me/`);
}

/** A My Account API, as every later request sees it. Auth0 sets all of it, the name included. */
export function myAccountApi(id: string, identifier: string): ResourceServer {
    return {
        id,
        name: myAccountApiName,
        identifier,
        allow_offline_access: true,
        skip_consent_for_verifiable_first_party_clients: true,
        subject_type_authorization: { client: { policy: "deny_all" }, user: { policy: "require_client_grant" } },
        token_lifetime: 600,
        token_lifetime_for_web: 600,
        signing_alg: "RS256",
        scopes: [...scopesAtFirst, ...scopesLater],
        is_system: true,
        proof_of_possession: { mechanism: "dpop", required: false },
    };
}

/** The same API in the reply to its creation, which lists three scopes only (recorded). */
export function asCreated(api: ResourceServer): ResourceServer {
    return { ...api, scopes: scopesAtFirst };
}
