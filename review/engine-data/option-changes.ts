import { optionPaths, type PropertyChange, type PropertyValue, type Resource } from "../stack-change.ts";
import { isSame } from "./differences.ts";

/** Changes of what a program asks of the engine for a resource: the engine itself calls such a step "same". */
export function optionChanges(before: Resource | undefined, after: Resource | undefined): PropertyChange[] {
    if (after === undefined) return [];
    if (before === undefined) return newIgnored(after);
    return Object.values(optionPaths).flatMap((path): PropertyChange[] => {
        const was: PropertyValue = option(before, path);
        const becomes: PropertyValue = option(after, path);
        return isSame(was, becomes) ? [] : [{ path, kind: "update", before: was, after: becomes, replaces: false }];
    });
}

/** A new resource is protected or kept as it should be; that it ignores the program is worth a word. */
function newIgnored({ ignoreChanges = [] }: Resource): PropertyChange[] {
    if (ignoreChanges.length === 0) return [];
    return [{ path: optionPaths.ignoreChanges, kind: "add", after: ignoreChanges, replaces: false }];
}

function option(resource: Resource, path: keyof typeof optionPaths): PropertyValue {
    return path === "ignoreChanges" ? (resource.ignoreChanges ?? []) : resource[path];
}
