import type { Patience } from "../patience.ts";
import { ProviderError } from "../provider-error.ts";

/**
 * Reads until a change is seen. The real provider wants to see it five times in a row, seconds apart; here once is enough.
 * @param what named when it is never seen
 */
export async function untilSeen(what: string, patience: Patience, seen: () => Promise<boolean>): Promise<void> {
    for (let attempt = 0; attempt < 20; attempt += 1) {
        if (await seen()) return;
        if (patience.isOver) break;
        await patience.wait(Math.min(50 * 2 ** attempt, 1000));
    }
    throw new ProviderError(`${what}: couldn't find resource (21 retries)`);
}
