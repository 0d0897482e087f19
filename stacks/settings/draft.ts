/**
 * Settings in which something may be broken. A property that was left out is absent. One that is present and `undefined` was
 * given, or is needed, and has no usable value: a rule says nothing about it, for its problem is told already.
 */
export type Draft<T> = T extends readonly (infer Item)[]
    ? readonly (Draft<Item> | undefined)[]
    : T extends object
      ? { readonly [Key in keyof T]?: Draft<T[Key]> | undefined }
      : T;

/** The usable items of a list that may be broken, each with its index. */
export function usable<T>(list: readonly (T | undefined)[] | undefined): [index: number, item: T][] {
    return (list ?? []).flatMap((item, index): [number, T][] => (item === undefined ? [] : [[index, item]]));
}

/** The usable entries of a mapping that may be broken. */
export function usableEntries<T>(
    map: { readonly [key: string]: T | undefined } | undefined,
): [key: string, value: T][] {
    return Object.entries(map ?? {}).flatMap(([key, value]): [string, T][] =>
        value === undefined ? [] : [[key, value]],
    );
}
