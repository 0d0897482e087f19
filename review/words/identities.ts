import type { ChangeReport } from "../report.ts";

/** What goes with an identity, by its kind, the worst first. */
export const consequences = new Map<string, readonly [ofOne: string, ofMany: string]>([
    ["connection", ["its users are deleted", "their users are deleted"]],
    ["app registration", ["its client id and consent are lost", "their client ids and consent are lost"]],
    ["client", ["its client id is lost", "their client ids are lost"]],
    ["API", ["the grants on it are lost", "the grants on them are lost"]],
    ["service principal", ["the consent given to it is lost", "the consent given to them is lost"]],
]);

/** Changes of identities, those that take most along first; within a kind as they came. */
export function worstIdentitiesFirst(changes: readonly ChangeReport[]): ChangeReport[] {
    return changes.toSorted((a, b) => rankOf(a) - rankOf(b));
}

function rankOf({ kind }: ChangeReport): number {
    const rank = [...consequences.keys()].indexOf(kind);
    return rank === -1 ? consequences.size : rank;
}
