import type { Operation } from "../stack-change.ts";
import type { Reading } from "./reading.ts";
import type { Step } from "./recorded-events.ts";

/** What the engine's operations on one resource come to. */
const operations: Readonly<Record<string, Operation | "same">> = {
    same: "same",
    create: "create",
    update: "update",
    delete: "delete",
    replace: "replace",
    "create-replacement": "replace",
    "delete-replaced": "replace",
    "import-replacement": "replace",
    "remove-pending-replace": "same",
    read: "read",
    "read-replacement": "read",
    "read-discard": "forget",
    "discard-replaced": "read",
    refresh: "refresh",
    import: "import",
};

/** All that the engine would do to one resource. */
export interface ResourceSteps {
    readonly urn: string;
    readonly type: string;
    readonly operation: Operation | "same";

    /** In the engine's order. */
    readonly steps: readonly Step[];
}

/** The engine's steps by resource; deletions of old versions that are left over stand for themselves. */
export function resourceSteps(steps: readonly Step[], reading: Reading): { live: ResourceSteps[]; leftovers: Step[] } {
    const known = steps.filter(({ op, urn }) => {
        if (Object.hasOwn(operations, op)) return true;
        reading.unreadable.push(`The engine would do something that is not known to ${urn}: ${op.slice(0, 60)}`);
        return false;
    });
    const leftovers = known.filter(({ op, old }) => op === "delete" && old?.delete === true);
    const byUrn = Map.groupBy(
        known.filter((step) => !leftovers.includes(step)),
        ({ urn }) => urn,
    );
    return { live: [...byUrn].flatMap(([urn, own]) => live(urn, own)), leftovers };
}

function live(urn: string, steps: readonly Step[]): ResourceSteps[] {
    const last = steps.at(-1);
    if (last === undefined) return [];
    return [{ urn, type: last.type, operation: operation(steps), steps }];
}

function operation(steps: readonly Step[]): Operation | "same" {
    const all = steps.map(({ op }) => operations[op] ?? "same");
    const comes = steps.some((step) => step.new);
    if (all.includes("replace")) return comes ? "replace" : deletion(steps);
    const [one = "same"] = all.filter((each) => each !== "same");
    return one === "delete" ? deletion(steps) : one;
}

function deletion(steps: readonly Step[]): Operation {
    return steps.some(({ old }) => old?.retainOnDelete === true) ? "forget" : "delete";
}

/** Which comes first in a replacement: as the engine does it, or where it does one of both only, as the program asks. */
export function replacementOrder(
    steps: readonly Step[],
    deleteBeforeReplace: boolean,
): "delete-first" | "create-first" {
    const goes = steps.findIndex(({ op }) => op === "delete-replaced");
    const comes = steps.findIndex(({ op }) => op === "create-replacement" || op === "import-replacement");
    if (goes === -1 || comes === -1) return deleteBeforeReplace ? "delete-first" : "create-first";
    return goes < comes ? "delete-first" : "create-first";
}
