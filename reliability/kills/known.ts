import type { KillResult } from "./kill-case.ts";

/** What trials have found that others need not find again. */
export class Known {
    private readonly recoveries = new Map<string, KillResult>();
    private readonly proven = new Set<string>();

    learn(result: KillResult): void {
        if (result.differences.length > 0) return;
        if (result.recovery === "run") this.recoveries.set(result.wreck, result);
        if (result.proof === "run") this.proven.add(result.end);
    }

    /** The trial that put the same wreck in order. */
    recoveryOf(wreck: string): KillResult | undefined {
        return this.recoveries.get(wreck);
    }

    isProven(end: string): boolean {
        return this.proven.has(end);
    }
}
