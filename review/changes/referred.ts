import type { PropertyValue, Resource, StackChange } from "../stack-change.ts";

/** Properties with the name that people know, the first that is there; else the logical name. */
const nameProperties = ["displayName", "name"];

/** The name that people know a resource by. */
export function shownNameOf(resource: Resource): string {
    const own = nameProperties.map((name) => resource.inputs[name] ?? resource.outputs[name]);
    return own.find((value): value is string => typeof value === "string" && value !== "") ?? resource.name;
}

/** The resource that a property refers to: the one it was made from, or the one with that id. */
export function referred(
    resource: Resource,
    property: string,
    types: readonly string[],
    { before, after }: Pick<StackChange, "before" | "after">,
): Resource | undefined {
    const all = [...after, ...before].filter(({ type }) => types.includes(type));
    const made = resource.madeFrom[property] ?? [];
    const value = resource.inputs[property] ?? resource.outputs[property];
    return all.find(({ urn }) => made.includes(urn)) ?? byId(all, value);
}

/** The resource with an id, a client id or an identifier. */
export function byId(all: readonly Resource[], value: PropertyValue | undefined): Resource | undefined {
    if (typeof value !== "string") return undefined;
    return all.find(({ id, outputs }) => [id, outputs["clientId"], outputs["identifier"]].includes(value));
}
