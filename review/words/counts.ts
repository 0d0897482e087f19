import type { ChangeReport, StackReport } from "../report.ts";

/** Words for what happens to a resource, in the order in which they are counted. */
const operations = new Map([
    ["replace", "replaced"],
    ["delete", "deleted"],
    ["forget", "let go (kept at the vendor)"],
    ["create", "created"],
    ["import", "imported"],
    ["update", "changed"],
    ["refresh", "found changed"],
    ["read", "read"],
    ["same", "unchanged"],
    ["unchanged", "unchanged"],
]);

/** `connection is **replaced**`. */
export function operationWord(operation: ChangeReport["operation"]): string {
    return operations.get(operation) ?? operation;
}

/** `1 replaced, 2 created, 41 unchanged`; kinds of operations that are not known here are counted by their own name. */
export function countsText({ counts }: Pick<StackReport, "counts">): string {
    const order = [...operations.keys()];
    const rank = (operation: string) => (order.includes(operation) ? order.indexOf(operation) : order.length);
    const shown = Object.entries(counts)
        .filter(([, count]) => count > 0)
        .sort(([a], [b]) => rank(a) - rank(b))
        .map(([operation, count]) => `${numbered(count)} ${operations.get(operation) ?? operation}`);
    return shown.length === 0 ? "no resources" : shown.join(", ");
}

/** `1 change`, `2,000 changes`; the plural is the singular with an s unless given. */
export function plural(count: number, one: string, many = `${one}s`): string {
    return `${numbered(count)} ${count === 1 ? one : many}`;
}

/** `12,000`. */
export function numbered(count: number): string {
    return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}
