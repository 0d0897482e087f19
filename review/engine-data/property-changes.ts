import { type Properties, type PropertyChange, type PropertyValue, secretMark } from "../stack-change.ts";
import { type Difference, differences, isSame } from "./differences.ts";
import { isObject, type PropertyPath, parsePath, pathText, valueAt } from "./property-path.ts";

/** What the engine and its provider say of a resource before and after a step. */
export interface Compared {
    readonly type: string;
    readonly before: { readonly inputs: Properties; readonly outputs: Properties };

    /** The outputs are those that a refresh found; absent where they are foreseen only. */
    readonly after: { readonly inputs: Properties; readonly outputs?: Properties };

    /** Kind of difference by path, as the provider lists them; absent where it was not asked. */
    readonly listed: Readonly<Record<string, string>> | undefined;

    /** Properties that ask for a replacement. */
    readonly keys: readonly string[];
}

/** The properties that differ, and the number of differences that the provider lists and that are none. */
export function propertyChanges(compared: Compared): { properties: PropertyChange[]; hidden: number } {
    const { type, before, after, listed = {}, keys } = compared;
    const found = differences(type, before.inputs, after.inputs);
    let hidden = 0;
    for (const [path, kind] of Object.entries(listed)) {
        if (found.some((one) => isCovered(parsePath(path), one.path))) continue;
        const more = listedDifferences(compared, parsePath(path), kind);
        found.push(...more);
        if (more.length === 0) hidden += 1;
    }
    const replacing = [
        ...keys,
        ...Object.entries(listed).flatMap(([path, kind]) => (kind.endsWith("-replace") ? [path] : [])),
    ].map(parsePath);
    const properties = found.map(
        ({ path, ...difference }): PropertyChange => ({
            path: pathText(path),
            ...difference,
            replaces: replacing.some((one) => isCovered(one, path)),
        }),
    );
    return { properties, hidden };
}

/** What is behind a difference that the inputs do not show: a secret that changes, or something the program would take back. */
function listedDifferences(compared: Compared, path: PropertyPath, kind: string): Difference[] {
    const { type, before, after } = compared;
    // An index counts elements of a set in an order of the provider's own: the lists are compared as wholes.
    const index = path.findIndex((step) => typeof step === "number");
    const place = index === -1 ? path : path.slice(0, index);
    const known = valueAt(before.outputs, place) ?? valueAt(before.inputs, place);
    const comes = valueAt(after.outputs ?? after.inputs, place);
    if (comes === undefined) {
        return after.outputs !== undefined || kind.startsWith("delete")
            ? isEmpty(known)
                ? []
                : [{ path: place, kind: "delete", ...(known === undefined ? {} : { before: known }) }]
            : [];
    }
    if (holdsSecret(comes) && (isSame(known, comes) || known === undefined)) {
        return [{ path: place, kind: "update", before: known ?? secretMark, after: comes }];
    }
    const real = differences(type, known, comes, place);
    return after.outputs === undefined
        ? real.filter((one) => one.kind !== "delete" || kind.startsWith("delete"))
        : real;
}

/** Whether one path leads to the other, indexes aside. */
function isCovered(one: PropertyPath, other: PropertyPath): boolean {
    const [names, others] = [one, other].map((path) => path.filter((step) => typeof step === "string"));
    return (names ?? []).every((name, index) => index >= (others ?? []).length || others?.[index] === name);
}

/** What providers fill in by themselves, and take away again, without a meaning. */
function isEmpty(value: PropertyValue | undefined): boolean {
    if (value === undefined || value === null || value === "" || value === 0 || value === false) return true;
    if (Array.isArray(value)) return value.length === 0;
    return isObject(value) && Object.values(value).every(isEmpty);
}

function holdsSecret(value: PropertyValue | undefined): boolean {
    if (value === secretMark) return true;
    if (Array.isArray(value)) return value.some(holdsSecret);
    return isObject(value) && Object.values(value).some(holdsSecret);
}
