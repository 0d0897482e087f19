import { createPublicKey, type KeyObject, X509Certificate } from "node:crypto";
import type { Management } from "auth0";
import { calculateJwkThumbprint } from "jose";
import type { ApiRequest, ApiResponse } from "./api-request.ts";
import { clientOf } from "./clients.ts";
import { errors } from "./errors.ts";
import { newId } from "./identifiers.ts";
import type { Credential } from "./objects.ts";
import type { Tenant } from "./tenant.ts";

type NewKey = Management.PostClientCredentialRequestContent | Management.PublicKeyCredential;
type OfClient = { client_id: string };
type OfCredential = OfClient & { credential_id: string };

/** GET /api/v2/clients/{client_id}/credentials: a bare array, whatever paging is asked for (recorded). */
export function listCredentials({ tenant, params }: ApiRequest<OfClient>): ApiResponse {
    const { client_id } = clientOf(tenant, params.client_id);
    return { status: 200, body: [...(tenant.credentials.get(client_id)?.values() ?? [])].map(credentialView) };
}

/** GET /api/v2/clients/{client_id}/credentials/{credential_id} */
export function getCredential({ tenant, params }: ApiRequest<OfCredential>): ApiResponse {
    return { status: 200, body: credentialView(credentialOf(tenant, params)) };
}

/** POST /api/v2/clients/{client_id}/credentials */
export async function createCredential({
    tenant,
    params,
    body,
}: ApiRequest<OfClient, Management.PostClientCredentialRequestContent>): Promise<ApiResponse> {
    const { client_id } = clientOf(tenant, params.client_id);
    if (body.credential_type !== "public_key") throw errors.notServed(`credentials of type ${body.credential_type}`);
    return { status: 201, body: credentialView(await addCredential(tenant, client_id, body)) };
}

/** PATCH /api/v2/clients/{client_id}/credentials/{credential_id} */
export function updateCredential({
    tenant,
    params,
    body,
}: ApiRequest<OfCredential, Management.PatchClientCredentialRequestContent>): ApiResponse {
    const { expires_at: before, ...credential } = credentialOf(tenant, params);
    const expiresAt = body.expires_at === undefined ? before : body.expires_at;
    const updated = { ...credential, ...expiry(expiresAt), updated_at: tenant.clock.now().toISOString() };
    tenant.credentials.get(params.client_id)?.set(updated.id, updated);
    return { status: 200, body: credentialView(updated) };
}

/** DELETE /api/v2/clients/{client_id}/credentials/{credential_id} */
export function deleteCredential({ tenant, params }: ApiRequest<OfCredential>): ApiResponse {
    tenant.credentials.get(params.client_id)?.delete(params.credential_id);
    return { status: 204 };
}

/** Gives a client a public key. Its `kid` is the RFC 7638 thumbprint: the provider compares it with its own. */
export async function addCredential(tenant: Tenant, clientId: string, given: NewKey): Promise<Credential> {
    const pem = given.pem ?? "";
    const key = publicKey(pem);
    const now = tenant.clock.now().toISOString();
    const credential: Credential = {
        id: newId.credential(),
        credential_type: "public_key",
        kid: given.kid ?? (await calculateJwkThumbprint(key.export({ format: "jwk" }))),
        alg: given.alg ?? "RS256",
        ...(given.name === undefined ? {} : { name: given.name }),
        created_at: now,
        updated_at: now,
        ...expiry(given.expires_at ?? (given.parse_expiry_from_cert === true ? endOfCertificate(pem) : null)),
        pem: key.export({ type: "spki", format: "pem" }).toString(),
    };
    const credentials = tenant.credentials.get(clientId) ?? new Map<string, Credential>();
    tenant.credentials.set(clientId, credentials.set(credential.id, credential));
    return credential;
}

function credentialOf(tenant: Tenant, { client_id, credential_id }: OfCredential): Credential {
    const credential = tenant.credentials.get(clientOf(tenant, client_id).client_id)?.get(credential_id);
    if (credential === undefined) throw errors.credentialNotFound();
    return credential;
}

/** A credential as Auth0 shows it: without its key. */
export function credentialView({ pem: _pem, ...shown }: Credential): object {
    return shown;
}

function publicKey(pem: string): KeyObject {
    try {
        const key = createPublicKey(pem);
        if (key.asymmetricKeyType === "rsa" && !pem.includes("PRIVATE KEY")) return key;
    } catch {
        // Said below, together with keys of other kinds.
    }
    throw errors.guessed.invalidPem();
}

function endOfCertificate(pem: string): string | null {
    return pem.includes("BEGIN CERTIFICATE") ? new X509Certificate(pem).validToDate.toISOString() : null;
}

function expiry(expiresAt: string | null | undefined): { expires_at?: string } {
    if (expiresAt === null || expiresAt === undefined) return {};
    const time = Date.parse(expiresAt);
    if (Number.isNaN(time)) {
        throw errors.payload(
            `'Object didn't pass validation for format date-time: ${expiresAt}' on property expires_at.`,
        );
    }
    return { expires_at: new Date(time).toISOString() };
}
