import { z } from "zod";
import { mayName } from "./access.ts";
import { objectReference } from "./application-body.ts";
import type { Principal } from "./directory.ts";
import { errors } from "./errors.ts";
import { type GraphReply, type GraphRequest, noContent, objectId } from "./graph-request.ts";
import type { GraphTypes } from "./graph-types.ts";
import { listReply } from "./odata.ts";
import { bodyAs, resourceShape } from "./resource-body.ts";

const reference = resourceShape({
    resource: "DirectoryObject",
    schema: z.strictObject({ "@odata.id": objectReference }),
});

/** GET /applications/{id}/owners and /servicePrincipals/{id}/owners */
export function listOwners(request: GraphRequest): GraphReply {
    const { directory } = request;
    const owners = ownersOf(request)
        .map((id) => directory.principal(id))
        .filter((owner) => owner !== undefined);
    return listReply(request, "directoryObjects", owners.map(asDirectoryObject), ["id", "displayName"]);
}

/** POST …/owners/$ref */
export async function addOwner(request: GraphRequest): Promise<GraphReply> {
    const { "@odata.id": uri } = bodyAs(reference, await request.json());
    const owners = ownersOf(request);
    const owner = ownerBehind(request, uri);
    if (owners.includes(owner)) throw errors.ownerExists();
    request.directory.owners.set(request.id(), [...owners, owner]);
    return noContent;
}

/** DELETE …/owners/{id}/$ref. Microsoft lets an object go without any owner. */
export function removeOwner(request: GraphRequest): GraphReply {
    const owners = ownersOf(request);
    const owner = request.id("ownerId");
    if (!owners.includes(owner)) throw errors.resourceNotFound(owner);
    request.directory.owners.set(
        request.id(),
        owners.filter((id) => id !== owner),
    );
    return noContent;
}

/** Object ids of the owners that a create request binds. */
export function ownersToBind(request: GraphRequest, references: readonly string[]): string[] {
    return [...new Set(references.map((uri) => ownerBehind(request, uri)))];
}

function ownerBehind({ caller, directory }: GraphRequest, uri: string): string {
    const id = objectId(uri.slice(uri.lastIndexOf("/") + 1));
    const owner = directory.principal(id);
    if (directory.applications.has(id)) throw errors.invalidOwner(id, "Application");
    if (owner === undefined) throw errors.resourceNotFound(id);
    if (owner.type === "Group") throw errors.invalidOwner(id, "Group");
    if (!mayName(caller, owner)) throw errors.insufficientPrivileges();
    return id;
}

function ownersOf(request: GraphRequest): readonly string[] {
    const { applications, owners, servicePrincipals } = request.directory;
    const id = request.id();
    const kept = request.url.includes("/applications/") ? applications : servicePrincipals;
    if (!kept.has(id)) throw errors.resourceNotFound(id);
    return owners.get(id) ?? [];
}

function asDirectoryObject({ id, type, displayName }: Principal): GraphTypes["directoryObjects"] {
    const name = type === "User" ? "user" : "servicePrincipal";
    return { "@odata.type": `#microsoft.graph.${name}`, id, displayName };
}
