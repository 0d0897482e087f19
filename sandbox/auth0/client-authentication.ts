import { timingSafeEqual } from "node:crypto";
import { decodeJwt, importSPKI, jwtVerify } from "jose";
import { issuer } from "./access-tokens.ts";
import { tokenErrors } from "./errors.ts";
import type { Client, Credential } from "./objects.ts";
import type { Tenant } from "./tenant.ts";

const assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/**
 * The client that a token request comes from: by HTTP Basic, by `client_id` and `client_secret` in the body, or by a signed
 * assertion. A client with private_key_jwt has no secret to come with, a public client nothing but its id.
 */
export async function authenticatedClient(
    tenant: Tenant,
    host: string,
    parameters: ReadonlyMap<string, string>,
    authorization: string | undefined,
): Promise<Client> {
    if (parameters.get("client_assertion_type") === assertionType) {
        return clientOfAssertion(tenant, host, parameters.get("client_assertion") ?? "");
    }
    const { id, secret } = basicCredentials(authorization) ?? {
        id: parameters.get("client_id"),
        secret: parameters.get("client_secret"),
    };
    const client = tenant.clients.get(id ?? "");
    if (client !== undefined && isPublic(client)) return client;
    const hasSecret = client !== undefined && (client.client_authentication_methods ?? undefined) === undefined;
    if (!hasSecret || secret === undefined || !equal(secret, client.client_secret)) throw tokenErrors.unauthorized();
    return client;
}

function isPublic(client: Client): boolean {
    const byKey = (client.client_authentication_methods ?? undefined) !== undefined;
    return !byKey && client.token_endpoint_auth_method === "none";
}

/** OAuth 2.0, section 2.3.1: id and secret are form-encoded before they are put together. */
function basicCredentials(authorization: string | undefined): { id: string; secret: string } | undefined {
    const encoded = /^Basic (.+)$/i.exec(authorization ?? "")?.[1];
    if (encoded === undefined) return undefined;
    const pair = Buffer.from(encoded, "base64").toString();
    const colon = pair.indexOf(":");
    if (colon < 0) throw tokenErrors.unauthorized();
    return { id: formDecoded(pair.slice(0, colon)), secret: formDecoded(pair.slice(colon + 1)) };
}

function formDecoded(value: string): string {
    try {
        return decodeURIComponent(value.replaceAll("+", " "));
    } catch {
        throw tokenErrors.unauthorized();
    }
}

async function clientOfAssertion(tenant: Tenant, host: string, assertion: string): Promise<Client> {
    const id = subjectOf(assertion);
    const client = tenant.clients.get(id);
    const enabled = client?.client_authentication_methods?.private_key_jwt?.credentials ?? [];
    for (const { id: credentialId } of enabled) {
        const credential = tenant.credentials.get(id)?.get(credentialId);
        if (
            client !== undefined &&
            credential !== undefined &&
            (await signedBy(tenant, host, id, assertion, credential))
        ) {
            return client;
        }
    }
    throw tokenErrors.invalidAssertion();
}

function subjectOf(assertion: string): string {
    try {
        return decodeJwt(assertion).sub ?? "";
    } catch {
        throw tokenErrors.invalidAssertion();
    }
}

async function signedBy(
    tenant: Tenant,
    host: string,
    clientId: string,
    assertion: string,
    credential: Credential,
): Promise<boolean> {
    const now = tenant.clock.now();
    if (credential.expires_at !== undefined && Date.parse(credential.expires_at) <= now.getTime()) return false;
    return jwtVerify(assertion, await importSPKI(credential.pem, credential.alg), {
        algorithms: [credential.alg],
        issuer: clientId,
        subject: clientId,
        audience: [issuer(host), `${issuer(host)}oauth/token`],
        currentDate: now,
        requiredClaims: ["exp"],
    }).then(
        () => true,
        () => false,
    );
}

function equal(given: string, kept: string): boolean {
    const [a, b] = [Buffer.from(given), Buffer.from(kept)];
    return a.length === b.length && timingSafeEqual(a, b);
}
