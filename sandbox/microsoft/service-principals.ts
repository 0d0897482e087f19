import { z } from "zod";
import { managesOwnOnly } from "./access.ts";
import { objectReference } from "./application-body.ts";
import type { Directory } from "./directory.ts";
import { errors } from "./errors.ts";
import { type GraphReply, type GraphRequest, noContent } from "./graph-request.ts";
import type { GraphTypes } from "./graph-types.ts";
import { merged } from "./merged.ts";
import { newServicePrincipal, type StoredServicePrincipal } from "./objects.ts";
import { entityReply, listReply } from "./odata.ts";
import { ownersToBind } from "./owners.ts";
import { bodyAs, required, resourceShape } from "./resource-body.ts";

const text = z.string().nullable();

const settable = z
    .strictObject({
        accountEnabled: z.boolean().nullable(),
        alternativeNames: z.array(z.string()),
        appRoleAssignmentRequired: z.boolean(),
        description: text,
        loginUrl: text,
        notes: text,
        notificationEmailAddresses: z.array(z.string()),
        preferredSingleSignOnMode: text,
        samlSingleSignOnSettings: z.strictObject({ relayState: text.optional() }).nullable(),
        tags: z.array(z.string()),
    })
    .partial();

const properties = {
    resource: "ServicePrincipal",
    readOnly: [
        "appDescription",
        "appDisplayName",
        "appOwnerOrganizationId",
        "appRoles",
        "createdDateTime",
        "deletedDateTime",
        "displayName",
        "homepage",
        "id",
        "info",
        "logoutUrl",
        "oauth2PermissionScopes",
        "replyUrls",
        "servicePrincipalNames",
        "servicePrincipalType",
        "signInAudience",
    ],
    notServed: ["addIns", "customSecurityAttributes", "keyCredentials", "passwordCredentials", "tokenEncryptionKeyId"],
} as const;

const creation = resourceShape({
    ...properties,
    schema: settable.extend({ appId: z.guid().optional(), "owners@odata.bind": z.array(objectReference).optional() }),
});

const change = resourceShape({ ...properties, readOnly: [...properties.readOnly, "appId"], schema: settable });

/** GET /servicePrincipals */
export function listServicePrincipals(request: GraphRequest): GraphReply {
    const { directory } = request;
    const principals = [...directory.servicePrincipals.values()].map((principal) => asGraphShows(directory, principal));
    return listReply(request, "servicePrincipals", principals, ["displayName", "appId", "id"]);
}

/** POST /servicePrincipals */
export async function createServicePrincipal(request: GraphRequest): Promise<GraphReply> {
    const { caller, directory } = request;
    const { appId: given, "owners@odata.bind": references = [], ...asked } = bodyAs(creation, await request.json());
    const appId = required("ServicePrincipal", "appId", given);
    if (directory.servicePrincipalWithAppId(appId) !== undefined) throw errors.servicePrincipalExists(appId);
    const application = directory.applicationWithAppId(appId);
    const ownOnly = managesOwnOnly(caller);
    if (application === undefined) {
        throw ownOnly ? errors.backingApplicationNotLocal() : errors.noBackingApplication(appId);
    }
    if (ownOnly && !directory.owners.get(application.id)?.includes(caller.objectId)) {
        throw errors.insufficientPrivileges();
    }
    const owners = ownersToBind(request, references);
    const principal = merged(newServicePrincipal(application.appId, directory.tenantId), asked);
    directory.servicePrincipals.set(principal.id, principal);
    directory.owners.set(principal.id, owners.length === 0 && ownOnly ? [caller.objectId] : owners);
    return entityReply(request, "servicePrincipals", asGraphShows(directory, principal), 201);
}

/** GET /servicePrincipals/{id} */
export function getServicePrincipal(request: GraphRequest): GraphReply {
    return entityReply(request, "servicePrincipals", asGraphShows(request.directory, servicePrincipalOf(request)));
}

/** PATCH /servicePrincipals/{id} */
export async function updateServicePrincipal(request: GraphRequest): Promise<GraphReply> {
    const asked = bodyAs(change, await request.json());
    const principal = servicePrincipalOf(request);
    request.directory.servicePrincipals.set(principal.id, merged(principal, asked));
    return noContent;
}

/** DELETE /servicePrincipals/{id} */
export function deleteServicePrincipal(request: GraphRequest): GraphReply {
    request.directory.removeServicePrincipal(servicePrincipalOf(request));
    return noContent;
}

/** The service principal a path names. */
export function servicePrincipalOf(request: GraphRequest): StoredServicePrincipal {
    const principal = request.directory.servicePrincipals.get(request.id());
    if (principal === undefined) throw errors.resourceNotFound(request.id());
    return principal;
}

/** A service principal with what mirrors its application, where that is in this directory. */
export function asGraphShows(directory: Directory, principal: StoredServicePrincipal): GraphTypes["servicePrincipals"] {
    const application = directory.applicationWithAppId(principal.appId);
    if (application === undefined) return principal;
    const { api, appRoles, createdDateTime, description, displayName, identifierUris, info } = application;
    const { publicClient, signInAudience, spa, web } = application;
    return {
        ...principal,
        appDescription: description ?? null,
        appDisplayName: displayName,
        appRoles,
        createdDateTime,
        displayName,
        homepage: web.homePageUrl ?? null,
        info,
        logoutUrl: web.logoutUrl ?? null,
        oauth2PermissionScopes: api.oauth2PermissionScopes ?? [],
        replyUrls: [web, spa, publicClient].flatMap(({ redirectUris = [] }) => redirectUris),
        servicePrincipalNames: [principal.appId, ...identifierUris],
        signInAudience,
    };
}
