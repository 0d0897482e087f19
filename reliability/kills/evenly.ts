/** The same in another order: however many of the first are taken, they are spread over all. */
export function evenly<T>(items: readonly T[]): T[] {
    const left = [...items.entries()];
    const ordered: T[] = [];
    for (let step = 2 ** Math.ceil(Math.log2(Math.max(items.length, 1))); step >= 1; step /= 2) {
        for (const [index, item] of left.filter(([index]) => index % step === 0)) {
            ordered.push(item);
            left.splice(
                left.findIndex(([other]) => other === index),
                1,
            );
        }
    }
    return ordered;
}
