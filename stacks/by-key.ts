/** A record with the same keys and other values. */
export function mapped<T, U>(
    from: Readonly<Record<string, T>>,
    change: (value: T, key: string) => U,
): Record<string, U> {
    return Object.fromEntries(Object.entries(from).map(([key, value]) => [key, change(value, key)]));
}

/** The value under a key that the settings have made sure of. */
export function at<T>(record: Readonly<Record<string, T>>, key: string): T {
    const value = record[key];
    if (value === undefined) throw new Error(`nothing under the key "${key}"`);
    return value;
}
