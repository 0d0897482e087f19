import type { Values } from "../property-values.ts";

/** Reads an id that is made of two others, `con_…::client`, into the state. */
export function importedPair(first: string, second: string): (id: string) => Values | undefined {
    return (id) => {
        const [one, other, ...more] = id.split("::");
        return one && other && more.length === 0 ? { [first]: one, [second]: other } : undefined;
    };
}
