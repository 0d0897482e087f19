import type { PolicyResource } from "@pulumi/policy";
import { type Found, resourcesOf } from "./of-type.ts";
import type { ResourceType } from "./resource-types.ts";
import { ifKnown } from "./unknown-values.ts";

/**
 * The resources of a type whose id another resource has in a property. By value where it is known, as it is in a stack's state;
 * else by what the engine knows the property to be made from.
 */
export function referredTo<Properties>(
    from: PolicyResource,
    property: string,
    type: ResourceType<Properties>,
    resources: readonly PolicyResource[],
): Found<Properties>[] {
    const values = strings(() => valueAt(from.props, property));
    const known = byId(type, resources);
    const byValue = [...new Set(values.flatMap((value) => known.get(value ?? "") ?? []))];
    if (byValue.length > 0 && !values.includes(undefined)) return byValue;
    const madeFrom = resourcesOf(type, from.propertyDependencies[property.split(".")[0] ?? ""] ?? []);
    return [
        ...byValue,
        ...madeFrom.filter(({ resource: { urn } }) => !byValue.some((one) => one.resource.urn === urn)),
    ];
}

/** Kept per list of resources: with a hundred linked clients, looking each up in all of them would take seconds. */
const indexes = new WeakMap<readonly PolicyResource[], Map<string, Map<string, Found<unknown>[]>>>();

function byId<Properties>(
    type: ResourceType<Properties>,
    resources: readonly PolicyResource[],
): ReadonlyMap<string, Found<Properties>[]> {
    const ofTypes = indexes.get(resources) ?? new Map<string, Map<string, Found<unknown>[]>>();
    indexes.set(resources, ofTypes);
    const index = ofTypes.get(type.token) ?? new Map<string, Found<unknown>[]>();
    if (!ofTypes.has(type.token)) {
        for (const found of resourcesOf(type, resources)) {
            for (const id of new Set(idsOf(found.resource))) index.set(id, [...(index.get(id) ?? []), found]);
        }
        ofTypes.set(type.token, index);
    }
    return index as ReadonlyMap<string, Found<Properties>[]>;
}

/** The ids that other resources may know a resource by. */
function idsOf({ props }: PolicyResource): string[] {
    return ["id", "clientId", "objectId"]
        .flatMap((name) => strings(() => props[name]))
        .filter((id): id is string => id !== undefined);
}

function valueAt(properties: Record<string, unknown>, path: string): unknown {
    return path
        .split(".")
        .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], properties);
}

/** The texts of a value or list; `undefined` for each that is not known. */
function strings(read: () => unknown): (string | undefined)[] {
    const value = ifKnown(read);
    if (!Array.isArray(value)) return value === undefined || typeof value === "string" ? [value] : [];
    // By position, because an unknown element throws as soon as it is read.
    return Array.from({ length: value.length }).flatMap((_, index) => strings(() => value[index]));
}
