/**
 * Growth per round of a series, as the slope of its least-squares line: noise of single rounds does not count, a leak does.
 *
 * @param values one value a round, in order; fewer than three have no growth that means anything, and give 0
 */
export function growthPerRound(values: readonly number[]): number {
    if (values.length < 3) return 0;
    const middle = (values.length - 1) / 2;
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    let covariance = 0;
    let variance = 0;
    for (const [round, value] of values.entries()) {
        covariance += (round - middle) * (value - mean);
        variance += (round - middle) ** 2;
    }
    return covariance / variance;
}

/** What a series may grow by in all its rounds together and still be flat. */
export interface Allowance {
    /** `megabytes held`. */
    readonly what: string;
    readonly most: number;
}

/** A sentence where a series grows by more than is allowed over its rounds; the first round warms up and does not count. */
export function growth(values: readonly number[], { most, what }: Allowance): string | undefined {
    const warm = values.slice(1);
    const grown = growthPerRound(warm) * Math.max(warm.length - 1, 0);
    if (grown <= most) return undefined;
    return `${what} grew by ${grown.toFixed(1)} over ${warm.length} rounds, from ${warm[0]?.toFixed(1)} to ${warm.at(-1)?.toFixed(1)}; at most ${most} is flat`;
}
