import { randomUUID } from "node:crypto";
import type { Values } from "../property-values.ts";
import { ProviderError } from "../provider-error.ts";
import type { ResourceType } from "../resource-type.ts";
import type { AzureadApi } from "./azuread-api.ts";
import type { Json, Passes } from "./graph-client.ts";
import { during, isMissing, lastPart, objectIdIn, unlessMissing } from "./graph-ids.ts";
import { orNull, texts } from "./graph-values.ts";
import { changeOwners, completeOwners, firstOwners, ownersOf } from "./owners.ts";
import { servicePrincipalProperties, servicePrincipalState } from "./service-principal-properties.ts";
import { untilSeen } from "./visible.ts";

const type = { "@odata.type": "#microsoft.graph.servicePrincipal" } as const;

/** What an app registration is in a directory: who may sign in to it there. */
export const servicePrincipal: ResourceType<AzureadApi> = {
    token: "azuread:index/servicePrincipal:ServicePrincipal",
    properties: servicePrincipalProperties,
    imported: (id) => (objectIdIn("servicePrincipals", id) === undefined ? undefined : {}),

    async create(api, { inputs, planned }, made) {
        const { graph } = api;
        const clientId = String(inputs["clientId"]);
        const [found] = await during(
            "Could not list existing service principals",
            graph.list("servicePrincipals", `appId eq '${clientId.replaceAll("'", "''")}'`),
        );
        if (found !== undefined) {
            const path = `servicePrincipals/${String(found["id"])}`;
            if (inputs["useExisting"] !== true) throw new ProviderError(existing(String(found["id"])));
            made(`/${path}`);
            await during(`Updating ${described(path)}`, graph.patch(path, { ...type, ...body(planned) }));
            if (inputs["owners"] !== undefined) await changeOwners(api, path, planned["owners"]);
            return;
        }
        const { id } = await during(
            "Could not create service principal",
            graph.post(
                "servicePrincipals",
                {
                    ...type,
                    ...body(planned),
                    appId: clientId,
                    description: `TERRAFORM_UPDATE_${randomUUID()}`,
                    "owners@odata.bind": firstOwners(api, planned["owners"]).bind,
                },
                applicationReplicates,
            ),
        );
        const path = `servicePrincipals/${String(id)}`;
        made(`/${path}`);
        const { description } = body(planned);
        // Unlike the app registration's, this patch is not tried again: one "not found" ends the create.
        await graph.patch(path, { ...type, description }).catch((error: unknown) => {
            const what = isMissing(error)
                ? "Timed out whilst waiting for new service principal to be replicated in Azure AD"
                : "Failed to patch service principal after creating";
            throw new ProviderError(`${what}: ${String((error as Error).message)}`);
        });
        await completeOwners(api, path, planned["owners"]);
    },

    async read(api, id) {
        const { graph } = api;
        const path = `servicePrincipals/${lastPart(id)}`;
        const found = await during(`Retrieving ${described(id)}`, unlessMissing(graph.get(path)));
        if (found === undefined) return undefined;
        const beta = await during(
            `Retrieving ${described(id)} (beta API)`,
            graph.get(`${path}?%24select=samlMetadataUrl`, "beta"),
        );
        return { state: { ...servicePrincipalState(found, beta), owners: await ownersOf(api, path) } };
    },

    async update(api, id, { planned, prior, changed }) {
        const path = `servicePrincipals/${lastPart(id)}`;
        await during(`Updating ${described(id)}`, api.graph.patch(path, { ...type, ...changeBody(planned, prior) }));
        if (changed("owners")) await changeOwners(api, path, planned["owners"]);
    },

    async delete({ graph, patience }, id, state) {
        const path = `servicePrincipals/${lastPart(id)}`;
        const deleted = during(`[id] Deleting ${described(id)}`, graph.delete(path));
        // One that was there before is deleted all the same, and nobody looks whether it worked.
        if (state["useExisting"] === true) return deleted.then(nothing, nothing);
        await deleted;
        await untilSeen(
            `Waiting for deletion of ${described(id)}`,
            patience,
            async () => (await unlessMissing(graph.get(path))) === undefined,
        );
    },
};

/** What it says in a change: once it has read one, of single sign-on by SAML too, which it was told nothing of. */
function changeBody(planned: Values, prior: Values | undefined): Json {
    const wasRead = (prior?.["servicePrincipalNames"] ?? null) !== null;
    return wasRead ? { ...body(planned), samlSingleSignOnSettings: { relayState: "" } } : body(planned);
}

/** What the provider calls a service principal in its messages. */
export function described(id: string): string {
    return `Service Principal (Service Principal: "${lastPart(id)}")`;
}

/** Refusals that pass when the app registration is known everywhere. */
const applicationReplicates: Passes = (status, text) =>
    (status === 400 &&
        /The appId '.+' of the service principal does not reference a valid application object/.test(text)) ||
    (status === 403 &&
        /the backing application of the service principal being created must in the local tenant/.test(text));

function body(planned: Values): Json {
    return {
        accountEnabled: planned["accountEnabled"] ?? true,
        alternativeNames: texts(planned["alternativeNames"]),
        appRoleAssignmentRequired: planned["appRoleAssignmentRequired"] ?? false,
        description: orNull(planned["description"]),
        loginUrl: orNull(planned["loginUrl"]),
        notes: orNull(planned["notes"]),
        notificationEmailAddresses: texts(planned["notificationEmailAddresses"]),
        preferredSingleSignOnMode: orNull(planned["preferredSingleSignOnMode"]),
        samlSingleSignOnSettings: {},
        tags: texts(planned["tags"]),
    };
}

function existing(id: string): string {
    return `[id] A resource with the ID "${id}" already exists: To be managed via Terraform, this resource needs to be imported into the State. Please see the resource documentation for "azuread_service_principal" for more information.`;
}

function nothing(): void {}
