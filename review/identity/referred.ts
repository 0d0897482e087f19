import type { Resource } from "../stack-change.ts";
import { property, text } from "./read.ts";

/** The resources that a property of another refers to: those it was made from, or those whose id it holds. */
export function referred(resource: Resource, path: string, targets: readonly Resource[]): Resource[] {
    return lookUp(resource, path, indexOf(targets));
}

/** For each target the resources that refer to it; one pass over a large stack. */
export function referring(
    sources: readonly Resource[],
    path: string,
    targets: readonly Resource[],
): (target: Resource) => readonly Resource[] {
    const index = indexOf(targets);
    const found = new Map<Resource, Resource[]>();
    for (const source of sources) {
        for (const target of lookUp(source, path, index)) {
            const list = found.get(target);
            if (list === undefined) found.set(target, [source]);
            else list.push(source);
        }
    }
    return (target) => found.get(target) ?? [];
}

interface Index {
    readonly byUrn: ReadonlyMap<string, Resource>;
    readonly byId: ReadonlyMap<string, readonly Resource[]>;
}

function indexOf(targets: readonly Resource[]): Index {
    const byId = new Map<string, Resource[]>();
    for (const target of targets) {
        for (const id of new Set(idsOf(target))) byId.set(id, [...(byId.get(id) ?? []), target]);
    }
    return { byUrn: new Map(targets.map((target) => [target.urn, target])), byId };
}

function lookUp(resource: Resource, path: string, { byId, byUrn }: Index): Resource[] {
    const [top = path] = path.split(".");
    const made = (resource.madeFrom[top] ?? []).flatMap((urn) => byUrn.get(urn) ?? []);
    if (made.length > 0) return [...new Set(made)];
    return [...new Set(idsIn(property(resource, path)).flatMap((id) => byId.get(id) ?? []))];
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
