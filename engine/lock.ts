import { existsSync, mkdirSync, rmSync, statSync, utimesSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

export interface LockOptions {
    /** Told once, when another process has the lock. */
    readonly onWait?: () => void;

    readonly signal?: AbortSignal | undefined;

    /** A lock that was not kept fresh for this long was left behind by a process that was killed. @default 10000 */
    readonly staleAfterMs?: number;
}

/** Lets one process at a time do the work; the others wait. The lock is a folder, which is made or refused in one step. */
export async function withLock<T>(lock: string, options: LockOptions, work: () => Promise<T>): Promise<T> {
    const staleAfterMs = options.staleAfterMs ?? 10_000;
    mkdirSync(dirname(lock), { recursive: true });
    for (let isTold = false; !taken(lock); isTold = true) {
        if (age(lock) > staleAfterMs) {
            rmSync(lock, { recursive: true, force: true });
            continue;
        }
        if (!isTold) options.onWait?.();
        await sleep(Math.min(250, staleAfterMs / 4));
        options.signal?.throwIfAborted();
    }
    const fresh = setInterval(() => existsSync(lock) && utimesSync(lock, new Date(), new Date()), staleAfterMs / 5);
    try {
        return await work();
    } finally {
        clearInterval(fresh);
        rmSync(lock, { recursive: true, force: true });
    }
}

function taken(lock: string): boolean {
    try {
        mkdirSync(lock);
        return true;
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
        throw error;
    }
}

function age(lock: string): number {
    const found = statSync(lock, { throwIfNoEntry: false });
    return found === undefined ? 0 : Date.now() - found.mtimeMs;
}
