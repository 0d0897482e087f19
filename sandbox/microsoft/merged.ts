import { isObject } from "../service/is-object.ts";

/** What a PATCH makes of an object: objects merge, arrays and everything else are replaced. Neither argument changes. */
export function merged<T extends object>(target: T, patch: object): T {
    const result = new Map<string, unknown>(Object.entries(target));
    for (const [key, value] of Object.entries(patch)) {
        const present = result.get(key);
        result.set(key, isObject(present) && isObject(value) ? merged(present, value) : value);
    }
    return Object.fromEntries(result) as T;
}
