import { setTimeout as sleep } from "node:timers/promises";

/** Waits between tries. The engine can cut them short; what is under way then comes to its end first. */
export class Patience {
    private readonly stop = new AbortController();

    get isOver(): boolean {
        return this.stop.signal.aborted;
    }

    async wait(milliseconds: number): Promise<void> {
        await sleep(milliseconds, undefined, { signal: this.stop.signal }).catch(() => undefined);
    }

    end(): void {
        this.stop.abort();
    }
}
