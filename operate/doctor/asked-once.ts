/** Answers by question: however many checks want one, it is asked for once. */
export class AskedOnce {
    private readonly answers = new Map<string, Promise<unknown>>();

    /** @param question its answers all have one type */
    answer<T>(question: string, ask: () => Promise<T>): Promise<T> {
        const before = this.answers.get(question) as Promise<T> | undefined;
        if (before !== undefined) return before;
        const now = ask();
        this.answers.set(question, now);
        return now;
    }
}
