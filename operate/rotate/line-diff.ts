/** The lines that differ between two texts: `12 - active: b`, `12 + active: a`, numbered as in the text they are of. */
export function lineDiff(before: string, after: string): string[] {
    const [old, now] = [before.split(/\r?\n/), after.split(/\r?\n/)];
    const common = commonLengths(old, now);
    const lines: string[] = [];
    let [i, j] = [0, 0];
    while (i < old.length || j < now.length) {
        if (i < old.length && j < now.length && old[i] === now[j]) {
            i += 1;
            j += 1;
        } else if (i < old.length && (j === now.length || lengthAt(common, i + 1, j) >= lengthAt(common, i, j + 1))) {
            i += 1;
            lines.push(`${String(i).padStart(4)} - ${old[i - 1]}`);
        } else {
            j += 1;
            lines.push(`${String(j).padStart(4)} + ${now[j - 1]}`);
        }
    }
    return lines;
}

/** For each two positions, how many lines their rests have in common, in order. */
function commonLengths(old: readonly string[], now: readonly string[]): number[][] {
    const lengths = Array.from({ length: old.length + 1 }, () => new Array<number>(now.length + 1).fill(0));
    for (let i = old.length - 1; i >= 0; i -= 1) {
        for (let j = now.length - 1; j >= 0; j -= 1) {
            const row = lengths[i];
            if (row === undefined) continue;
            row[j] =
                old[i] === now[j]
                    ? lengthAt(lengths, i + 1, j + 1) + 1
                    : Math.max(lengthAt(lengths, i + 1, j), lengthAt(lengths, i, j + 1));
        }
    }
    return lengths;
}

function lengthAt(lengths: readonly (readonly number[])[], i: number, j: number): number {
    return lengths[i]?.[j] ?? 0;
}
