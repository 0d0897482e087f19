import type { World } from "../../sandbox/world.ts";

/** Keeps what both clouds hold, and how far their time is from real time. @returns what puts it back, as often as it is called */
export function keptWorld({ tenant, directory, clock }: World): () => void {
    const maps = [tenant, directory].flatMap((cloud) =>
        Object.values(cloud).filter((value): value is Map<unknown, unknown> => value instanceof Map),
    );
    const copies = maps.map((map) => [map, structuredClone([...map])] as const);
    const { requiresMfa } = tenant;
    const shift = clock.now().getTime() - Date.now();
    return () => {
        for (const [map, entries] of copies) {
            map.clear();
            for (const [key, value] of structuredClone(entries)) map.set(key, value);
        }
        tenant.requiresMfa = requiresMfa;
        clock.set(new Date(Date.now() + shift));
    };
}
