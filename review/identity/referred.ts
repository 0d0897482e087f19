import type { Resource } from "../stack-change.ts";
import { property, text } from "./read.ts";

/** The resources that a property of another refers to: those it was made from, or those whose id it holds. */
export function referred(resource: Resource, path: string, targets: readonly Resource[]): Resource[] {
    const [top = path] = path.split(".");
    const urns = resource.madeFrom[top] ?? [];
    const made = targets.filter(({ urn }) => urns.includes(urn));
    if (made.length > 0) return made;
    const held = new Set(idsIn(property(resource, path)));
    return targets.filter((target) => idsOf(target).some((id) => held.has(id)));
}

/** What other resources may call it by: ids of the provider's, client ids, object ids. */
export function idsOf(resource: Resource): string[] {
    const ids = [resource.id, text(resource, "clientId"), text(resource, "objectId")];
    return ids.flatMap((id) => (typeof id === "string" ? [bare(id)] : []));
}

function idsIn(value: unknown): string[] {
    if (typeof value === "string") return [bare(value)];
    return Array.isArray(value) ? value.flatMap(idsIn) : [];
}

/** The provider writes object ids as `/applications/{id}` in one place and as `{id}` in another. */
function bare(id: string): string {
    return id.slice(id.lastIndexOf("/") + 1);
}
