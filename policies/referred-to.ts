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
    const values = strings(ifKnown(() => valueAt(from.props, property)));
    const byValue = resourcesOf(type, resources).filter(({ resource }) =>
        idsOf(resource).some((id) => values.includes(id)),
    );
    if (byValue.length > 0) return byValue;
    return resourcesOf(type, from.propertyDependencies[property.split(".")[0] ?? ""] ?? []);
}

/** The ids that other resources may know a resource by. */
function idsOf({ props }: PolicyResource): string[] {
    return ["id", "clientId", "objectId"].flatMap((name) => strings(ifKnown(() => props[name])));
}

function valueAt(properties: Record<string, unknown>, path: string): unknown {
    return path
        .split(".")
        .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], properties);
}

function strings(value: unknown): string[] {
    if (typeof value === "string") return [value];
    if (!Array.isArray(value)) return [];
    return value.flatMap((_, index) => strings(ifKnown(() => value[index])));
}
