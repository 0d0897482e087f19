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
 * Resources of a state in the order that they are deleted in: an import notes no dependency, and a destroy straight after one would
 * delete an app registration first, which takes its service principal along. Only on what stands earlier, as the engine demands it.
 *
 * @returns undefined where nothing is missing
 */
export function withOrder<Resource extends Ordered>(resources: readonly Resource[]): Resource[] | undefined {
    const ordered = resources.map((resource, index) => {
        const before = resources
            .slice(0, index)
            .find(({ type, urn }) => type === restsOn[resource.type] && keyIn(urn) === keyIn(resource.urn));
        const dependencies = resource.dependencies ?? [];
        if (before === undefined || dependencies.length > 0) return resource;
        return { ...resource, dependencies: [before.urn] };
    });
    return ordered.some((one, index) => one !== resources[index]) ? ordered : undefined;
}

/** Key of the connection in a name, `acme` or `acme/principal`. */
function keyIn(urn: string): string | undefined {
    return urn.split("::").slice(3).join("::").split("/")[0];
}
