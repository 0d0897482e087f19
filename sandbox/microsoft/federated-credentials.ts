import { randomUUID } from "node:crypto";
import { z } from "zod";
import { applicationOf } from "./applications.ts";
import { errors } from "./errors.ts";
import { type GraphReply, type GraphRequest, noContent } from "./graph-request.ts";
import { merged } from "./merged.ts";
import type { StoredFederatedCredential } from "./objects.ts";
import { entityReply, listReply } from "./odata.ts";
import { bodyAs, required, resourceShape } from "./resource-body.ts";

const resource = "FederatedIdentityCredential";

const properties = z
    .strictObject({
        audiences: z.array(z.string()).length(1),
        description: z.string().nullable(),
        issuer: z.string().min(1),
        name: z.string().min(1),
        subject: z.string().min(1),
    })
    .partial();

const creation = resourceShape({ resource, readOnly: ["id"], schema: properties });

/** Clients may repeat the `id`, as the azuread provider does. */
const change = resourceShape({ resource, schema: properties.extend({ id: z.guid().optional() }) });

/** GET /applications/{id}/federatedIdentityCredentials */
export function listFederatedCredentials(request: GraphRequest): GraphReply {
    return listReply(request, "federatedIdentityCredentials", credentialsOf(request), ["id", "name"]);
}

/** POST /applications/{id}/federatedIdentityCredentials */
export async function createFederatedCredential(request: GraphRequest): Promise<GraphReply> {
    const asked = bodyAs(creation, await request.json());
    const credentials = credentialsOf(request);
    const credential = {
        id: randomUUID(),
        name: required(resource, "name", asked.name),
        issuer: required(resource, "issuer", asked.issuer),
        subject: required(resource, "subject", asked.subject),
        audiences: required(resource, "audiences", asked.audiences),
        description: asked.description ?? null,
    };
    const { name } = credential;
    if (credentials.some((one) => one.name === name)) throw errors.federatedCredentialExists(name);
    keep(request, [...credentials, credential]);
    return entityReply(request, "federatedIdentityCredentials", credential, 201);
}

/** GET /applications/{id}/federatedIdentityCredentials/{credential} */
export function getFederatedCredential(request: GraphRequest): GraphReply {
    return entityReply(request, "federatedIdentityCredentials", credentialOf(request));
}

/** PATCH /applications/{id}/federatedIdentityCredentials/{credential}: a name stays, though clients may repeat it. */
export async function updateFederatedCredential(request: GraphRequest): Promise<GraphReply> {
    const { id, ...asked } = bodyAs(change, await request.json());
    const before = credentialOf(request);
    if (id !== undefined && id.toLowerCase() !== before.id) throw errors.readOnlyProperty("id");
    if (asked.name !== undefined && asked.name !== before.name) throw errors.notUpdatable("name");
    const changed = merged(before, asked);
    keep(
        request,
        credentialsOf(request).map((one) => (one === before ? changed : one)),
    );
    return noContent;
}

/** DELETE /applications/{id}/federatedIdentityCredentials/{credential} */
export function deleteFederatedCredential(request: GraphRequest): GraphReply {
    const removed = credentialOf(request);
    keep(
        request,
        credentialsOf(request).filter((one) => one !== removed),
    );
    return noContent;
}

function credentialsOf(request: GraphRequest): readonly StoredFederatedCredential[] {
    return request.directory.federatedCredentials.get(applicationOf(request).id) ?? [];
}

function credentialOf(request: GraphRequest): StoredFederatedCredential {
    const id = request.id("credentialId");
    const credential = credentialsOf(request).find((one) => one.id === id);
    if (credential === undefined) throw errors.resourceNotFound(id);
    return credential;
}

function keep(request: GraphRequest, credentials: readonly StoredFederatedCredential[]): void {
    request.directory.federatedCredentials.set(request.id(), credentials);
}
