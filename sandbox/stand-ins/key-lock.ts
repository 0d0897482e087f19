/** Lets work on one thing happen one at a time, in the order asked for; work on different things goes on side by side. */
export class KeyLock {
    private readonly last = new Map<string, Promise<unknown>>();

    hold<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
        const before = this.last.get(key) ?? Promise.resolve();
        const now = before.then(work, work);
        this.last.set(key, now);
        return now;
    }
}
