import type { PropertyValue } from "../stack-change.ts";
import { type ListRule, listRule } from "./list-rules.ts";
import { isObject, listPathText, type PropertyPath } from "./property-path.ts";

/** One property that two sets of properties do not have in common. */
export interface Difference {
    readonly path: PropertyPath;
    readonly kind: "add" | "delete" | "update";
    readonly before?: PropertyValue;
    readonly after?: PropertyValue;
}

/** What differs between two values of a resource's property, element by element; two secrets are alike. */
export function differences(
    type: string,
    before: PropertyValue | undefined,
    after: PropertyValue | undefined,
    path: PropertyPath = [],
): Difference[] {
    if (isSame(before, after)) return [];
    if (Array.isArray(before) && Array.isArray(after)) return listDifferences(type, before, after, path);
    if (isObject(before) && isObject(after)) return objectDifferences(type, before, after, path);
    if (before === undefined) return leaves(after, path).map((leaf) => ({ ...leaf, kind: "add" }));
    if (after === undefined) return [{ path, kind: "delete", before }];
    return [{ path, kind: "update", before, after }];
}

/** Whether two values are the same; marks are the same as themselves. */
export function isSame(one: PropertyValue | undefined, other: PropertyValue | undefined): boolean {
    if (one === other) return true;
    if (Array.isArray(one) && Array.isArray(other)) {
        return one.length === other.length && one.every((element, index) => isSame(element, other[index]));
    }
    if (!isObject(one) || !isObject(other)) return false;
    const names = Object.keys(one);
    return (
        names.length === Object.keys(other).length &&
        names.every((name) => Object.hasOwn(other, name) && isSame(one[name], other[name]))
    );
}

function objectDifferences(
    type: string,
    before: Readonly<Record<string, PropertyValue>>,
    after: Readonly<Record<string, PropertyValue>>,
    path: PropertyPath,
): Difference[] {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
    const own = (properties: Readonly<Record<string, PropertyValue>>, name: string) =>
        Object.hasOwn(properties, name) ? properties[name] : undefined;
    return names.flatMap((name) => differences(type, own(before, name), own(after, name), [...path, name]));
}

/** Elements that both have are left out; the others are paired where it can be told that they are the same thing, changed. */
function listDifferences(
    type: string,
    before: readonly PropertyValue[],
    after: readonly PropertyValue[],
    path: PropertyPath,
): Difference[] {
    const rule = listRule(type, listPathText(path));
    const { gone, come } = unpaired(before, after);
    if (gone.length === 0 && come.length === 0) {
        return rule === undefined ? [{ path, kind: "update", before, after }] : [];
    }
    const found = gone.flatMap((old): Difference[] => {
        const twin = come.findIndex((one) => isTwin(rule, old, one));
        const [changed] = twin === -1 ? [] : come.splice(twin, 1);
        if (changed !== undefined) return differences(type, old.element, changed.element, [...path, changed.index]);
        return [{ path: [...path, old.index], kind: "delete", before: old.element }];
    });
    const added = come.map(
        ({ index, element }): Difference => ({ path: [...path, index], kind: "add", after: element }),
    );
    return [...found, ...added];
}

interface Placed {
    readonly index: number;
    readonly element: PropertyValue;
}

function unpaired(before: readonly PropertyValue[], after: readonly PropertyValue[]) {
    const come: Placed[] = after.map((element, index) => ({ index, element }));
    const gone = before.flatMap((element, index): Placed[] => {
        const same = come.findIndex((one) => isSame(one.element, element));
        if (same === -1) return [{ index, element }];
        come.splice(same, 1);
        return [];
    });
    return { gone, come };
}

function isTwin(rule: ListRule | undefined, old: Placed, one: Placed): boolean {
    if (rule === undefined) return old.index === one.index;
    if (rule.by === undefined || !isObject(old.element) || !isObject(one.element)) return false;
    return isSame(old.element[rule.by], one.element[rule.by]);
}

function leaves(value: PropertyValue | undefined, path: PropertyPath): { path: PropertyPath; after: PropertyValue }[] {
    if (value === undefined) return [];
    const inside: [string | number, PropertyValue][] = isObject(value)
        ? Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))
        : Array.isArray(value) && value.some(isObject)
          ? [...value.entries()]
          : [];
    if (inside.length === 0) return [{ path, after: value }];
    return inside.flatMap(([step, element]) => leaves(element, [...path, step]));
}
