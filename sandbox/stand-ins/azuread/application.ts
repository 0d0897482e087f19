import { randomUUID } from "node:crypto";
import { ProviderError } from "../provider-error.ts";
import type { ResourceType } from "../resource-type.ts";
import { applicationBody, changedBody, createBody } from "./application-body.ts";
import { applicationProperties, personalAccountProblem } from "./application-properties.ts";
import { applicationState } from "./application-state.ts";
import type { AzureadApi } from "./azuread-api.ts";
import type { GraphClient, Json, Passes } from "./graph-client.ts";
import { during, isMissing, lastPart, objectIdIn, unlessMissing } from "./graph-ids.ts";
import { changeOwners, completeOwners, firstOwners, ownersOf } from "./owners.ts";
import { untilSeen } from "./visible.ts";

const type = { "@odata.type": "#microsoft.graph.application" } as const;

/** An app registration. */
export const application: ResourceType<AzureadApi> = {
    token: "azuread:index/application:Application",
    properties: applicationProperties,
    imported: (id) => (objectIdIn("applications", id) === undefined ? undefined : {}),

    async problem({ planned, prior }, { graph }) {
        const { displayName, preventDuplicateNames } = planned;
        const isNew = typeof displayName === "string" && displayName !== prior?.["displayName"];
        if (preventDuplicateNames === true && isNew) {
            const [found] = await named(graph, displayName);
            // Asked for a renamed one too, and answered for a new one only: the provider compares two forms of the id.
            if (found !== undefined && prior === undefined) return duplicate(displayName, found);
        }
        return personalAccountProblem(planned);
    },

    async create(api, { inputs, planned }, made) {
        const { graph } = api;
        const name = String(planned["displayName"]);
        await refuseDuplicate(graph, planned["preventDuplicateNames"] === true, name);
        const owners = firstOwners(api, planned["owners"]).bind;
        const { id } = await during(
            "Could not create application",
            graph.post("applications", createBody(planned, owners)),
        );
        const path = `applications/${String(id)}`;
        made(`/${path}`);
        // Patched twice, the name back and forth: this succeeds when the new object is known everywhere.
        for (const displayName of [`TERRAFORM_UPDATE_${randomUUID()}`, name]) {
            await graph.patch(path, { ...type, displayName }, replicates).catch((error: unknown) => {
                throw new ProviderError(
                    isMissing(error)
                        ? `Timed out whilst waiting for new application to be replicated in Azure AD: ${String((error as Error).message)}`
                        : `Failed to patch application with object ID "${String(id)}" after creating: ${String((error as Error).message)}`,
                );
            });
        }
        if (inputs["oauth2PostResponseRequired"] !== undefined)
            await graph.patch(
                path,
                { ...type, oauth2RequirePostResponse: inputs["oauth2PostResponseRequired"] },
                replicates,
                "beta",
            );
        await completeOwners(api, path, planned["owners"]);
    },

    async read(api, id, known) {
        const { graph } = api;
        const path = `applications/${lastPart(id)}`;
        const body = await during(`[id] Retrieving ${described(id)}`, unlessMissing(graph.get(path)));
        if (body === undefined) return undefined;
        const beta = await during(
            `Retrieving additional properties for ${described(id)}`,
            graph.get(`${path}?%24select=oauth2RequirePostResponse`, "beta"),
        );
        return {
            state: {
                ...applicationState(body),
                oauth2PostResponseRequired: beta["oauth2RequirePostResponse"] === true,
                owners: await ownersOf(api, path),
                preventDuplicateNames: known["preventDuplicateNames"] ?? false,
            },
        };
    },

    async update(api, id, { planned, changed }) {
        const { graph, applicationLock } = api;
        const objectId = lastPart(id);
        const path = `applications/${objectId}`;
        await applicationLock.hold(objectId, async () => {
            await refuseDuplicate(
                graph,
                planned["preventDuplicateNames"] === true,
                String(planned["displayName"]),
                objectId,
            );
            await during(
                `Could not update application with object ID: "${objectId}"`,
                graph.patch(path, { ...applicationBody(planned), ...changedBody(planned, changed) }),
            );
            if (changed("oauth2PostResponseRequired"))
                await graph.patch(
                    path,
                    { ...type, oauth2RequirePostResponse: planned["oauth2PostResponseRequired"] ?? false },
                    undefined,
                    "beta",
                );
            if (changed("owners")) await changeOwners(api, path, planned["owners"]);
        });
    },

    async delete({ graph, patience }, id) {
        const path = `applications/${lastPart(id)}`;
        await during(`[id] deleting ${described(id)}`, graph.delete(path));
        await untilSeen(
            `Waiting for deletion of application with object ID "${lastPart(id)}"`,
            patience,
            async () => (await unlessMissing(graph.get(path))) === undefined,
        );
    },
};

/** What the provider calls an app registration in its messages. */
export function described(id: string): string {
    return `Application (Application: "${lastPart(id)}")`;
}

/** Refusals that pass when a new app registration is known everywhere. */
const replicates: Passes = (status, text) =>
    status === 404 ||
    status === 409 ||
    (status === 400 && /Permission \(scope or role\) cannot be deleted or updated unless disabled first/.test(text));

async function refuseDuplicate(graph: GraphClient, prevent: boolean, name: string, own?: string): Promise<void> {
    if (!prevent) return;
    const found = (await named(graph, name)).find((id) => id !== own);
    if (found !== undefined) throw new ProviderError(duplicate(name, found));
}

/** Object ids of the app registrations of a name. The name is not escaped: an apostrophe in it breaks the filter. */
async function named(graph: GraphClient, name: string): Promise<string[]> {
    const found: Json[] = await during(
        "could not check for existing application(s)",
        graph.list("applications", `displayName eq '${name}'`),
    );
    return found.filter(({ displayName }) => displayName === name).map(({ id }) => String(id));
}

function duplicate(name: string, id: string): string {
    return `An existing "azuread_application" with name "${name}" (ID: "${id}") was found and \`prevent_duplicate_names\` was specified. To be managed via Terraform, this resource needs to be imported into the State. Please see the resource documentation for "azuread_application" for more information.`;
}
