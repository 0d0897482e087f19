import { errors } from "./errors.ts";

/**
 * Whether an object matches a search in Auth0's query syntax. Of that the sandbox knows `field:value` and `field:"value"`, joined
 * by AND; a list on the way to a field matches by any of its items.
 *
 * @param what is searched, for the refusal of other queries
 */
export function matchesSearch(object: object, search: string | null, what: string): boolean {
    if (search === null || search === "") return true;
    return search.split(" AND ").every((term) => {
        const [, field = "", quoted, plain] = /^\s*([\w.]+):(?:"([^"*]*)"|([^\s"*()[\]]+))\s*$/.exec(term) ?? [];
        const value = quoted ?? plain;
        if (value === undefined) throw errors.notServed(`${what} searched by ${search}`);
        return valuesAt(object, field.split(".")).includes(value);
    });
}

function valuesAt(value: unknown, path: readonly string[]): string[] {
    if (Array.isArray(value)) return value.flatMap((item) => valuesAt(item, path));
    const [key, ...rest] = path;
    if (key === undefined) return value === undefined || value === null ? [] : [String(value)];
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return [];
    return valuesAt((value as Record<string, unknown>)[key], rest);
}
