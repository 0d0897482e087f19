import { types } from "./known-state.ts";

interface Optioned {
    readonly urn: string;
    readonly type: string;
    readonly retainOnDelete?: boolean | undefined;
}

/**
 * Resources of a state with the options that the program gives them and an import does not note: until the next update, a destroy would
 * delete the My Account API of the tenant, which is everybody's.
 *
 * @returns undefined where nothing is missing
 */
export function withOptions<Resource extends Optioned>(resources: readonly Resource[]): Resource[] | undefined {
    const lacks = ({ retainOnDelete, type, urn }: Resource) =>
        type === types.api && /::my-account\/[^:]+$/.test(urn) && retainOnDelete !== true;
    if (!resources.some(lacks)) return undefined;
    return resources.map((resource) => (lacks(resource) ? { ...resource, retainOnDelete: true } : resource));
}
