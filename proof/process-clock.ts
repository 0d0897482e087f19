const RealDate = Date;
let shift = 0;

/**
 * Sets the clock of this process, as that of a machine: SDKs check the times in tokens by it, and a sandbox may live in another
 * time. Timers and `performance.now()` go on as they did.
 */
export function setProcessClock(now: Date): void {
    shift = now.getTime() - RealDate.now();
    globalThis.Date = ShiftedDate as DateConstructor;
}

class ShiftedDate extends RealDate {
    constructor(...given: readonly unknown[]) {
        if (given.length === 0) super(RealDate.now() + shift);
        else super(...(given as [string]));
    }

    static override now(): number {
        return RealDate.now() + shift;
    }
}
