/** The name that a misspelled one most likely stands for, if there is one. */
export function nearest<Name extends string>(given: string, names: readonly Name[]): Name | undefined {
    const wanted = plain(given);
    const ranked = names
        .map((name) => ({ name, distance: distance(wanted, plain(name)) }))
        .sort((a, b) => a.distance - b.distance);
    const [best] = ranked;
    if (best === undefined) return undefined;
    if (best.distance === 0) return best.name;
    const length = Math.min(wanted.length, plain(best.name).length);
    return best.distance < length && best.distance <= Math.max(1, Math.floor(length / 3)) ? best.name : undefined;
}

/** Letters and digits in lower case, without the address that Microsoft Graph's scopes are often written with. */
function plain(name: string): string {
    return name
        .slice(name.lastIndexOf("/") + 1)
        .toLowerCase()
        .replaceAll(/[^a-z0-9]/g, "")
        .slice(0, 100);
}

/** Fewest letters to insert, delete, change or swap with their neighbour (optimal string alignment). */
function distance(from: string, to: string): number {
    let before: number[] = [];
    let row = Array.from({ length: to.length + 1 }, (_, index) => index);
    for (let i = 1; i <= from.length; i++) {
        const next = [i];
        for (let j = 1; j <= to.length; j++) {
            const change = at(row, j - 1) + (from[i - 1] === to[j - 1] ? 0 : 1);
            const isSwap = from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
            const swap = isSwap ? at(before, j - 2) + 1 : Number.POSITIVE_INFINITY;
            next.push(Math.min(change, swap, at(row, j) + 1, at(next, j - 1) + 1));
        }
        before = row;
        row = next;
    }
    return at(row, to.length);
}

function at(row: readonly number[], index: number): number {
    return row[index] ?? Number.POSITIVE_INFINITY;
}
