import { z } from "zod";
import type { Directory } from "./directory.ts";
import { errors } from "./errors.ts";
import { type GraphReply, type GraphRequest, noContent } from "./graph-request.ts";
import type { StoredPermissionGrant } from "./objects.ts";
import { entityReply, listReply } from "./odata.ts";
import { bodyAs, required, resourceShape } from "./resource-body.ts";
import { asGraphShows } from "./service-principals.ts";

const resource = "OAuth2PermissionGrant";

const creation = resourceShape({
    resource,
    readOnly: ["id"],
    schema: z.strictObject({
        clientId: z.guid().optional(),
        consentType: z.enum(["AllPrincipals", "Principal"]).optional(),
        principalId: z.guid().nullable().optional(),
        resourceId: z.guid().optional(),
        scope: z.string().optional(),
    }),
});

const change = resourceShape({ resource, schema: z.strictObject({ scope: z.string().optional() }) });

/** What only a new grant can say of itself. */
const fixed = ["clientId", "consentType", "id", "principalId", "resourceId"];

/** GET /oauth2PermissionGrants */
export function listPermissionGrants(request: GraphRequest): GraphReply {
    const { permissionGrants } = request.directory;
    const filterable = ["clientId", "consentType", "principalId", "resourceId"] as const;
    return listReply(request, "oauth2PermissionGrants", permissionGrants.values(), filterable);
}

/** POST /oauth2PermissionGrants: admin consent for everyone, or consent for one user. */
export async function createPermissionGrant(request: GraphRequest): Promise<GraphReply> {
    const { directory } = request;
    const asked = bodyAs(creation, await request.json());
    const grant = {
        clientId: required(resource, "clientId", asked.clientId).toLowerCase(),
        consentType: required(resource, "consentType", asked.consentType),
        principalId: asked.principalId?.toLowerCase() ?? null,
        resourceId: required(resource, "resourceId", asked.resourceId).toLowerCase(),
        scope: required(resource, "scope", asked.scope),
    };
    for (const id of [grant.clientId, grant.resourceId]) {
        if (!directory.servicePrincipals.has(id)) throw errors.referenceNotFound(id);
    }
    checkPrincipal(directory, grant);
    checkScope(directory, grant);
    const id = grantId([grant.clientId, grant.resourceId, ...(grant.principalId === null ? [] : [grant.principalId])]);
    if (directory.permissionGrants.has(id)) throw errors.permissionGrantExists();
    const kept: StoredPermissionGrant = { ...grant, id };
    directory.permissionGrants.set(id, kept);
    return entityReply(request, "oauth2PermissionGrants", kept, 201);
}

/** GET /oauth2PermissionGrants/{id} */
export function getPermissionGrant(request: GraphRequest): GraphReply {
    return entityReply(request, "oauth2PermissionGrants", grantOf(request));
}

/** PATCH /oauth2PermissionGrants/{id}: only the scopes can change. */
export async function updatePermissionGrant(request: GraphRequest): Promise<GraphReply> {
    const body = await request.json();
    const unchangeable = fixed.find((property) => Object.hasOwn(Object(body), property));
    if (unchangeable !== undefined) throw errors.notUpdatable(unchangeable);
    const { scope } = bodyAs(change, body);
    const grant = grantOf(request);
    const changed = { ...grant, scope: scope ?? grant.scope };
    checkScope(request.directory, changed);
    request.directory.permissionGrants.set(grant.id, changed);
    return noContent;
}

/** DELETE /oauth2PermissionGrants/{id} */
export function deletePermissionGrant(request: GraphRequest): GraphReply {
    request.directory.permissionGrants.delete(grantOf(request).id);
    return noContent;
}

function grantOf(request: GraphRequest): StoredPermissionGrant {
    const grant = request.directory.permissionGrants.get(request.key());
    if (grant === undefined) throw errors.resourceNotFound(request.key());
    return grant;
}

interface Whom {
    readonly consentType: "AllPrincipals" | "Principal";
    readonly principalId: string | null;
}

function checkPrincipal(directory: Directory, { consentType, principalId }: Whom): void {
    if (consentType === "AllPrincipals") {
        if (principalId !== null) throw errors.invalidValue("principalId", resource, "consentType is AllPrincipals");
        return;
    }
    if (principalId === null) throw errors.requiredProperty("principalId", resource);
    if (directory.principal(principalId)?.type !== "User") throw errors.referenceNotFound(principalId);
}

function checkScope(
    directory: Directory,
    { resourceId, scope }: Pick<StoredPermissionGrant, "resourceId" | "scope">,
): void {
    const principal = directory.servicePrincipals.get(resourceId);
    const published = principal === undefined ? [] : (asGraphShows(directory, principal).oauth2PermissionScopes ?? []);
    const words = scope.split(" ").filter((word) => word !== "");
    if (words.length === 0) throw errors.invalidValue("scope", resource, "it names no permission");
    const unknown = words.find((word) => !published.some(({ isEnabled, value }) => isEnabled && value === word));
    if (unknown !== undefined) {
        throw errors.invalidValue("scope", resource, `the resource has no permission ${unknown}`);
    }
}

/** Microsoft makes a grant's id of the ids it connects, so there can be but one for the same. */
export function grantId(ids: readonly string[]): string {
    return Buffer.from(ids.join("").replaceAll("-", ""), "hex").toString("base64url");
}
