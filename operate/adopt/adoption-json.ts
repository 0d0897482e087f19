import { shownOptions } from "../drift/seen-shapes.ts";
import type { Adoption } from "./adoption.ts";
import type { Found } from "./found.ts";

/** An adoption for programs: what was found, the edits, what was taken, and what a preview shows after it. */
export function adoptionJson(adoption: Adoption, after: Pick<Adoption, "remaining" | "taken">): object {
    const { edits, found, lost, refused, stack, taken } = adoption;
    return {
        stack,
        found: { connections: mapped(found.connections), clients: found.clients },
        edits: edits.map(({ after: is = null, before = null, path }) => ({ path: path.join("."), before, after: is })),
        toTake: taken,
        taken: after.taken,
        lostOptions: lost,
        refusedByPolicies: refused,
        left: after.remaining.left,
        toMake: after.remaining.made,
    };
}

/** Of options the names, and those values that cannot be a secret. */
function mapped(connections: Found["connections"]): Record<string, object | null> {
    return Object.fromEntries(
        Object.entries(connections).map(([key, found]) => [
            key,
            found === undefined ? null : { ...found, options: shownOptions(found.options) },
        ]),
    );
}
