/** The values without repetition, in an order that does not depend on how they were written down. */
export function sorted<T extends string>(values: Iterable<T>): T[] {
    return [...new Set(values)].sort();
}
