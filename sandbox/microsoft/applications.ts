import { managesOwnOnly } from "./access.ts";
import { applicationChange, applicationCreation } from "./application-body.ts";
import { applicationProblem, entitlementProblem } from "./application-rules.ts";
import { errors } from "./errors.ts";
import { type GraphReply, type GraphRequest, noContent } from "./graph-request.ts";
import { merged } from "./merged.ts";
import { newApplication, type StoredApplication } from "./objects.ts";
import { entityReply, listReply } from "./odata.ts";
import { ownersToBind } from "./owners.ts";
import { bodyAs, required } from "./resource-body.ts";
import { utcOf } from "./utc.ts";

/** GET /applications */
export function listApplications(request: GraphRequest): GraphReply {
    const { applications } = request.directory;
    return listReply(request, "applications", applications.values(), ["displayName", "appId", "id"]);
}

/** POST /applications */
export async function createApplication(request: GraphRequest): Promise<GraphReply> {
    const { caller, directory } = request;
    const { "owners@odata.bind": references = [], ...properties } = bodyAs(applicationCreation, await request.json());
    const owners = ownersToBind(request, references);
    const now = utcOf(directory.clock.now());
    const displayName = required("Application", "displayName", properties.displayName);
    const application = merged(newApplication(displayName, directory.domain, now), properties);
    keep(request, application);
    directory.owners.set(application.id, owners.length === 0 && managesOwnOnly(caller) ? [caller.objectId] : owners);
    return entityReply(request, "applications", application, 201);
}

/** GET /applications/{id} */
export function getApplication(request: GraphRequest): GraphReply {
    return entityReply(request, "applications", applicationOf(request));
}

/** PATCH /applications/{id} */
export async function updateApplication(request: GraphRequest): Promise<GraphReply> {
    const { id, ...properties } = bodyAs(applicationChange, await request.json());
    const before = applicationOf(request);
    if (id !== undefined && id.toLowerCase() !== before.id) throw errors.readOnlyProperty("id");
    const after = merged(before, properties);
    const problem = entitlementProblem(before, after);
    if (problem !== undefined) throw problem;
    keep(request, after);
    return noContent;
}

/** DELETE /applications/{id} */
export function deleteApplication(request: GraphRequest): GraphReply {
    request.directory.removeApplication(applicationOf(request));
    return noContent;
}

/** PUT /applications/{id}/logo */
export async function setLogo(request: GraphRequest): Promise<GraphReply> {
    if (!/^image\/(gif|jpeg|png)$/.test(request.contentType)) {
        throw errors.unsupportedContentType(request.contentType);
    }
    const { length } = await request.bytes();
    if (length === 0) throw errors.emptyPayload();
    const application = applicationOf(request);
    const logoUrl = `https://aadcdn.msftauthimages.net/${application.id}/applogo`;
    keep(request, merged(application, { info: { logoUrl } }));
    return noContent;
}

/** The app registration a path names. */
export function applicationOf(request: GraphRequest): StoredApplication {
    const application = request.directory.applications.get(request.id());
    if (application === undefined) throw errors.resourceNotFound(request.id());
    return application;
}

function keep({ directory }: GraphRequest, application: StoredApplication): void {
    const problem = applicationProblem(application);
    if (problem !== undefined) throw problem;
    const others = [...directory.applications.values()].filter(({ id }) => id !== application.id);
    if (others.some(({ identifierUris }) => identifierUris.some((uri) => application.identifierUris.includes(uri)))) {
        throw errors.identifierUriExists();
    }
    directory.applications.set(application.id, application);
}
