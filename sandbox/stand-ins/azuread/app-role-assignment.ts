import { computed, required } from "../properties.ts";
import type { ResourceType } from "../resource-type.ts";
import { uuid } from "../value-checks.ts";
import type { AzureadApi } from "./azuread-api.ts";
import type { Passes } from "./graph-client.ts";
import { during, unlessMissing } from "./graph-ids.ts";
import { text } from "./graph-values.ts";

/** A user, group or app that is assigned to an app, with a role or without one. */
export const appRoleAssignment: ResourceType<AzureadApi> = {
    token: "azuread:index/appRoleAssignment:AppRoleAssignment",
    properties: {
        appRoleId: required("string", { replaces: true, check: uuid }),
        principalObjectId: required("string", { replaces: true, check: uuid }),
        resourceObjectId: required("string", { replaces: true, check: uuid }),
        principalDisplayName: computed("string"),
        principalType: computed("string"),
        resourceDisplayName: computed("string"),
    },
    imported: (id) => (/^\/servicePrincipals\/[^/]+\/appRoleAssignedTo\/[^/]+$/.test(id) ? {} : undefined),

    async create({ graph }, { inputs }, made) {
        const { appRoleId, principalObjectId: principalId, resourceObjectId: resourceId } = inputs;
        const resource = String(resourceId);
        await during(
            `[principal_object_id] Service principal not found for resource (Object ID: "${resource}")`,
            graph.get(`servicePrincipals/${resource}`),
        );
        const body = await during(
            "Could not create app role assignment",
            graph.post(
                `servicePrincipals/${resource}/appRoleAssignedTo`,
                { "@odata.type": "#microsoft.graph.appRoleAssignment", appRoleId, principalId, resourceId },
                principalReplicates,
            ),
        );
        made(`/servicePrincipals/${text(body["resourceId"])}/appRoleAssignedTo/${text(body["id"])}`);
    },

    async read({ graph }, id) {
        const body = await during(`retrieving ${described(id)}`, unlessMissing(graph.get(id.slice(1))));
        if (body === undefined) return undefined;
        return {
            state: {
                appRoleId: text(body["appRoleId"]),
                principalDisplayName: text(body["principalDisplayName"]),
                principalObjectId: text(body["principalId"]),
                principalType: text(body["principalType"]),
                resourceDisplayName: text(body["resourceDisplayName"]),
                resourceObjectId: text(body["resourceId"]),
            },
        };
    },

    async delete({ graph }, id) {
        await during(`[id] Deleting ${described(id)}`, graph.delete(id.slice(1)));
    },
};

/** Refusals that pass when the assigned one and the app are known everywhere. */
const principalReplicates: Passes = (status, message) =>
    status === 404 || (status === 400 && /Not a valid reference update/.test(message));

function described(id: string): string {
    const [, , principal, , assignment] = id.split("/");
    return `App Role Assigned To (Service Principal: "${principal}", App Role Assignment: "${assignment}")`;
}
