import { optional, required } from "../properties.ts";
import type { Value } from "../property-values.ts";
import type { ResourceType } from "../resource-type.ts";
import { listOf } from "../same-value.ts";
import { notEmpty, uuid } from "../value-checks.ts";
import type { AzureadApi } from "./azuread-api.ts";
import type { Passes } from "./graph-client.ts";
import { during, lastPart, unlessMissing } from "./graph-ids.ts";
import { text } from "./graph-values.ts";
import { described as describedPrincipal } from "./service-principal.ts";

const type = { "@odata.type": "#microsoft.graph.oAuth2PermissionGrant" } as const;

/** Consent to delegated permissions, for everyone in the directory or for one user. */
export const delegatedPermissionGrant: ResourceType<AzureadApi> = {
    token: "azuread:index/servicePrincipalDelegatedPermissionGrant:ServicePrincipalDelegatedPermissionGrant",
    properties: {
        servicePrincipalObjectId: required("string", { replaces: true, check: uuid }),
        resourceServicePrincipalObjectId: required("string", { replaces: true, check: uuid }),
        claimValues: required({ set: "string" }, { check: notEmpty }),
        userObjectId: optional("string", { replaces: true, check: uuid }),
    },
    imported: (id) => (/^\/oauth2PermissionGrants\/[^/]+$/.test(id) ? {} : undefined),

    async create({ graph }, { inputs }, made) {
        const { servicePrincipalObjectId: clientId, resourceServicePrincipalObjectId: resourceId } = inputs;
        for (const [principal, ending] of [
            [clientId, "was not found)"],
            [resourceId, "not found for resource"],
        ] as const) {
            const id = String(principal);
            await during(
                `[principal_object_id] ${describedPrincipal(id)} ${ending}`,
                graph.get(`servicePrincipals/${id}`),
            );
        }
        const { userObjectId } = inputs;
        const { id } = await during(
            "Could not create delegated permission grant",
            graph.post(
                "oauth2PermissionGrants",
                {
                    ...type,
                    clientId,
                    resourceId,
                    scope: joined(inputs["claimValues"]),
                    ...(userObjectId === undefined
                        ? { consentType: "AllPrincipals" }
                        : { consentType: "Principal", principalId: userObjectId }),
                },
                principalsReplicate,
            ),
        );
        made(`/oauth2PermissionGrants/${String(id)}`);
    },

    async read({ graph }, id) {
        const body = await during(
            `[id] Retrieving Delegated Permission Grant with ID "${id}"`,
            unlessMissing(graph.get(pathOf(id))),
        );
        if (body === undefined) return undefined;
        return {
            state: {
                servicePrincipalObjectId: text(body["clientId"]),
                resourceServicePrincipalObjectId: text(body["resourceId"]),
                claimValues: text(body["scope"]).split(" ").filter(Boolean),
                userObjectId: text(body["principalId"]),
            },
        };
    },

    async update({ graph }, id, { planned }) {
        await during(
            `Updating ${described(id)}`,
            graph.patch(pathOf(id), { ...type, scope: joined(planned["claimValues"]) }),
        );
    },

    async delete({ graph }, id) {
        await during(`[id] Deleting ${described(id)}`, graph.delete(pathOf(id)));
    },
};

/** Refusals that pass when both service principals are known everywhere. */
const principalsReplicate: Passes = (status, message) =>
    status === 404 ||
    (status === 400 && /does not exist or one of its queried reference-property objects are not present/.test(message));

function described(id: string): string {
    return `O Auth 2 Permission Grant (O Auth 2 Permission Grant: "${lastPart(id)}")`;
}

function pathOf(id: string): string {
    return `oauth2PermissionGrants/${lastPart(id)}`;
}

function joined(claims: Value | undefined): string {
    return listOf(claims).map(String).join(" ");
}
