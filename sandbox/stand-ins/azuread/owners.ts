import type { Value } from "../property-values.ts";
import { listOf } from "../same-value.ts";
import type { AzureadApi } from "./azuread-api.ts";
import { during } from "./graph-ids.ts";

/** Owners that a create may name; the provider adds the others one by one. */
const mostAtOnce = 20;

/** Owners of a new object: the caller first, because the provider always makes it one, then the given ones. */
export function firstOwners(api: AzureadApi, owners: Value | undefined): { bind: string[]; later: string[] } {
    const others = ids(owners).filter((id) => !sameId(id, api.callerId));
    return {
        bind: [api.callerId, ...others.slice(0, mostAtOnce - 1)].map((id) => api.graph.reference(id)),
        later: others.slice(mostAtOnce - 1),
    };
}

/** Completes the owners of a new object: adds those that were too many, and takes out the caller unless it is named. */
export async function completeOwners(api: AzureadApi, path: string, owners: Value | undefined): Promise<void> {
    for (const id of firstOwners(api, owners).later) await addOwner(api, path, id);
    if (!ids(owners).some((id) => sameId(id, api.callerId)))
        await during("Could not remove initial owner", api.graph.delete(`${path}/owners/${api.callerId}/$ref`));
}

/** Makes the owners of an object the given ones. */
export async function changeOwners(api: AzureadApi, path: string, owners: Value | undefined): Promise<void> {
    const [before, after] = [await ownersOf(api, path), ids(owners)];
    for (const id of after.filter((owner) => !before.includes(owner))) await addOwner(api, path, id);
    for (const id of before.filter((owner) => !after.includes(owner)))
        await during("Could not remove owners", api.graph.delete(`${path}/owners/${id}/$ref`));
}

export async function ownersOf({ graph }: AzureadApi, path: string): Promise<string[]> {
    const owners = await during("[owners] Could not retrieve owners", graph.list(`${path}/owners`));
    return owners.map(({ id }) => String(id));
}

async function addOwner({ graph }: AzureadApi, path: string, id: string): Promise<void> {
    await during("Could not add owners", graph.post(`${path}/owners/$ref`, { "@odata.id": graph.reference(id) }));
}

function ids(owners: Value | undefined): string[] {
    return listOf(owners).map(String);
}

function sameId(one: string, other: string): boolean {
    return one.toLowerCase() === other.toLowerCase();
}
