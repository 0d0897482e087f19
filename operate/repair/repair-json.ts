import type { Repair } from "./repair.ts";

/** A repair for programs; its shape is kept, and only added to. */
export function repairJson({ diagnosis, locks, outcome, stack }: Repair, world: "real" | "sandbox"): object {
    const { forgets, gone, left, removes, secrets, settles, takes } = diagnosis;
    return {
        stack,
        world,
        outcome,
        locks,
        taken: takes.map(({ id, name, type }) => ({ type, name, id })),
        settled: settles,
        gone,
        forgotten: forgets,
        removedSecrets: secrets.map(({ keyId, objectId }) => ({ applicationObjectId: objectId, keyId })),
        removed: removes.map(({ id, kind }) => ({ kind, id })),
        left,
    };
}
