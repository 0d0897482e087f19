import { z } from "zod";
import { defaultAppRoleId, microsoftGraphAppId } from "../../catalogue/microsoft.ts";
import type { GraphDirectory } from "../../clouds/graph-directory.ts";
import type { FoundApplication, FoundServicePrincipal } from "./found.ts";
import * as shapes from "./shapes.ts";

/** How much of a client secret Microsoft shows of it, to tell it by. */
const hintLength = 3;

/**
 * The app registration of a client id, and what belongs to it.
 *
 * @param secret the client secret that the connection has; compared with Microsoft's hints, and not kept
 */
export async function applicationOf(
    directory: GraphDirectory,
    clientId: string,
    secret: string,
): Promise<FoundApplication | undefined> {
    const [application] = await filtered(shapes.application, directory, "/applications", clientId);
    if (application === undefined) return undefined;
    const permissions = application.requiredResourceAccess.find(
        ({ resourceAppId }) => resourceAppId === microsoftGraphAppId,
    );
    const hint = secret.slice(0, hintLength);
    return {
        objectId: application.id,
        clientId: application.appId,
        displayName: application.displayName,
        signInAudience: application.signInAudience,
        permissionIds: (permissions?.resourceAccess ?? []).flatMap(({ id, type }) => (type === "Scope" ? [id] : [])),
        clientSecrets: application.passwordCredentials.map((credential) => ({
            keyId: credential.keyId,
            displayName: credential.displayName,
            ends: credential.endDateTime,
            inUse: hint !== "" && credential.hint === hint,
        })),
        servicePrincipal: await servicePrincipalOf(directory, clientId),
    };
}

async function servicePrincipalOf(
    directory: GraphDirectory,
    clientId: string,
): Promise<FoundServicePrincipal | undefined> {
    const [principal] = await filtered(shapes.servicePrincipal, directory, "/servicePrincipals", clientId);
    if (principal === undefined) return undefined;
    const [graph] = await filtered(shapes.servicePrincipal, directory, "/servicePrincipals", microsoftGraphAppId);
    const [grants, assignments] = await Promise.all([
        directory.all("/oauth2PermissionGrants", `clientId eq '${principal.id}'`),
        directory.all(`/servicePrincipals/${principal.id}/appRoleAssignedTo`),
    ]);
    const consent = z
        .array(shapes.permissionGrant)
        .parse(grants)
        .find(({ consentType, resourceId }) => consentType === "AllPrincipals" && resourceId === graph?.id);
    return {
        objectId: principal.id,
        assignmentRequired: principal.appRoleAssignmentRequired,
        assignments: z
            .array(shapes.assignment)
            .parse(assignments)
            .filter(({ appRoleId }) => appRoleId === defaultAppRoleId),
        consent:
            consent === undefined
                ? undefined
                : { id: consent.id, scopes: consent.scope.split(" ").filter((scope) => scope !== "") },
    };
}

async function filtered<Item extends z.ZodType>(
    item: Item,
    directory: GraphDirectory,
    path: string,
    appId: string,
): Promise<z.infer<Item>[]> {
    // Microsoft's filter takes a client id that is none as an error.
    if (!/^[0-9a-f-]{36}$/i.test(appId)) return [];
    return z.array(item).parse(await directory.all(path, `appId eq '${appId}'`)) as z.infer<Item>[];
}
