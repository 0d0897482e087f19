import { computed, optional, optionalComputed, required } from "../properties.ts";
import type { Value } from "../property-values.ts";
import { ProviderError } from "../provider-error.ts";
import type { ResourceType } from "../resource-type.ts";
import { type Check, rfc3339 } from "../value-checks.ts";
import { described } from "./application.ts";
import type { AzureadApi } from "./azuread-api.ts";
import type { Json } from "./graph-client.ts";
import { during, lastPart, objectIdIn, unlessMissing } from "./graph-ids.ts";
import { objects, text } from "./graph-values.ts";
import { untilSeen } from "./visible.ts";

const applicationId: Check = (value) =>
    objectIdIn("applications", String(value)) === undefined
        ? "to be an Application ID, /applications/{object id}"
        : undefined;

/** A client secret of an app registration. Microsoft tells it once, so it cannot be imported. */
export const applicationPassword: ResourceType<AzureadApi> = {
    token: "azuread:index/applicationPassword:ApplicationPassword",
    properties: {
        applicationId: required("string", { replaces: true, check: applicationId }),
        displayName: optionalComputed("string", { replaces: true }),
        startDate: optionalComputed("string", { replaces: true, check: rfc3339 }),
        endDate: optionalComputed("string", { replaces: true, check: rfc3339 }),
        endDateRelative: optional("string", { replaces: true }),
        rotateWhenChanged: optional({ map: "string" }, { replaces: true }),
        keyId: computed("string"),
        value: computed("string", { secret: true }),
    },

    problem: ({ inputs: { endDate, endDateRelative } }) =>
        endDate !== undefined && endDateRelative !== undefined
            ? 'Conflicting configuration arguments. "endDate": conflicts with endDateRelative'
            : undefined,

    async create({ graph, applicationLock, patience }, { inputs }, made) {
        const id = String(inputs["applicationId"]);
        const objectId = lastPart(id);
        const path = `applications/${objectId}`;
        await applicationLock.hold(objectId, async () => {
            const found = await during(`[application_id] Retrieving ${described(id)}`, unlessMissing(graph.get(path)));
            if (found === undefined) throw new ProviderError(`[application_id] ${described(id)} was not found`);
            const { displayName, startDate, endDate } = inputs;
            // The relative end is accepted and never sent, so the directory's own lifetime holds.
            const passwordCredential = {
                ...(displayName === undefined ? {} : { displayName }),
                ...(startDate === undefined ? {} : { startDateTime: wholeSeconds(startDate) }),
                ...(endDate === undefined ? {} : { endDateTime: wholeSeconds(endDate) }),
            };
            const { keyId, secretText } = await during(
                `Adding password for ${described(id)}`,
                graph.post(`${path}/addPassword`, { passwordCredential }),
            );
            const waiting = `Waiting for password credential for ${described(id)}`;
            await during(
                waiting,
                untilSeen("password credential", patience, async () => has(await graph.get(path), String(keyId))),
            );
            made(`${objectId}/password/${String(keyId)}`, { value: String(secretText) });
        });
    },

    async read({ graph }, id) {
        const [objectId = "", , keyId = ""] = id.split("/");
        const body = await during(
            `[application_id] Retrieving ${described(objectId)}`,
            unlessMissing(graph.get(`applications/${objectId}`)),
        );
        const credential = credentials(body ?? {}).find((candidate) => sameId(candidate["keyId"], keyId));
        if (credential === undefined) return undefined;
        return {
            state: {
                applicationId: `/applications/${objectId}`,
                displayName: text(credential["displayName"]),
                startDate: text(credential["startDateTime"]),
                endDate: text(credential["endDateTime"]),
                keyId,
            },
        };
    },

    async delete({ graph, applicationLock, patience }, id) {
        const [objectId = "", , keyId = ""] = id.split("/");
        const path = `applications/${objectId}`;
        await applicationLock.hold(objectId, async () => {
            await during(
                `Removing password credential "${keyId}" from ${described(objectId)}`,
                graph.post(`${path}/removePassword`, { keyId }),
            );
            await during(
                `Waiting for deletion of password credential "${keyId}" from ${described(objectId)}`,
                untilSeen("password credential", patience, async () => !has(await graph.get(path), keyId)),
            );
        });
    },
};

function has(application: Json, keyId: string): boolean {
    return credentials(application).some((credential) => sameId(credential["keyId"], keyId));
}

function credentials(application: Json): Json[] {
    return objects(application["passwordCredentials"]);
}

function sameId(one: unknown, other: string): boolean {
    return String(one).toLowerCase() === other.toLowerCase();
}

/** The provider sends no fraction of a second; a date that has one differs from the state for ever. */
function wholeSeconds(date: Value): string {
    return String(date).replace(/\.\d+/, "");
}
