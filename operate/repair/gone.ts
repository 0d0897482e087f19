import { types } from "./known-state.ts";
import type { Seen, SeenApplication } from "./seen.ts";
import type { StateResource } from "./state-view.ts";

/**
 * What a state has and the clouds have no more: as where a deletion was done and its answer lost. The azuread provider cannot delete a
 * second time what is gone (404), and Auth0 lets nothing be changed that is gone.
 */
export function gone(resources: readonly StateResource[], seen: Seen): StateResource[] {
    return resources.filter(({ id, type }) => {
        const ids = idsBy[type]?.(seen);
        return ids !== undefined && !ids.includes(id.split("/").at(-1) ?? "");
    });
}

/** Ids of what exists, by type, without the paths of Microsoft's; only of types that are always looked at as a whole. */
const idsBy: Readonly<Record<string, (seen: Seen) => readonly string[]>> = {
    [types.application]: ({ applications }) => applications.map(({ objectId }) => objectId),
    [types.password]: ({ applications }) => applications.flatMap(({ secrets }) => secrets.map(({ keyId }) => keyId)),
    [types.servicePrincipal]: (seen) => principals(seen).map(({ objectId }) => objectId),
    [types.consent]: (seen) => principals(seen).map(({ consent }) => consent ?? ""),
    [types.assignment]: (seen) => principals(seen).flatMap(({ assignments }) => assignments.map(({ id }) => id)),
    [types.connection]: ({ connections }) => connections.map(({ id }) => id),
    [types.client]: ({ clients }) => clients.map(({ clientId }) => clientId),
    [types.api]: ({ apis }) => apis.map(({ id }) => id),
    [types.grant]: ({ grants }) => grants.map(({ id }) => id),
};

function principals({ applications }: Seen): NonNullable<SeenApplication["servicePrincipal"]>[] {
    return applications.flatMap(({ servicePrincipal }) => (servicePrincipal === undefined ? [] : [servicePrincipal]));
}
