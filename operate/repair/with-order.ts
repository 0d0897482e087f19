import { types } from "./known-state.ts";

interface Ordered {
    readonly urn: string;
    readonly type: string;
    readonly dependencies?: readonly string[] | null | undefined;
}

/** What goes along with what at Microsoft, where the provider's deletion of what is gone fails. */
const restsOn: Readonly<Record<string, string>> = {
    [types.servicePrincipal]: types.application,
    [types.consent]: types.servicePrincipal,
    [types.assignment]: types.servicePrincipal,
};

/**
 * Resources of a state in the order that they are deleted in: an import notes no dependency, and takes what it takes in no order. A
 * destroy straight after one would delete an app registration first, which takes its service principal along, and that its consents.
 *
 * @returns undefined where nothing is missing
 */
export function withOrder<Resource extends Ordered>(resources: readonly Resource[]): Resource[] | undefined {
    // The engine demands of a dependency that it stands earlier. Only what nothing rests on is moved.
    const isEarly = (one: Resource, index: number) =>
        !Object.values(restsOn).includes(one.type) && resources.slice(index + 1).some((later) => isBelow(one, later));
    const early = resources.filter(isEarly);
    const placed = [...resources.filter((one) => !early.includes(one)), ...early];
    const ordered = placed.map((resource, index) => {
        const before = placed.slice(0, index).find((one) => isBelow(resource, one));
        if (before === undefined || (resource.dependencies ?? []).length > 0) return resource;
        return { ...resource, dependencies: [before.urn] };
    });
    return ordered.some((one, index) => one !== resources[index]) ? ordered : undefined;
}

function isBelow(one: Ordered, other: Ordered): boolean {
    return other.type === restsOn[one.type] && keyIn(other.urn) === keyIn(one.urn);
}

/** Key of the connection in a name, `acme` or `acme/principal`. */
function keyIn(urn: string): string | undefined {
    return urn.split("::").slice(3).join("::").split("/")[0];
}
