/** Reports every few seconds how far a long work is. @param progress given the time since its start, such as `1 min 05 s` */
export async function ticking<T>(
    { report, tickMs = 5000 }: { readonly report: (line: string) => void; readonly tickMs?: number },
    progress: (elapsed: string) => string,
    work: () => Promise<T>,
): Promise<T> {
    const start = Date.now();
    const ticker = setInterval(() => report(`  ${progress(elapsed(Date.now() - start))}`), tickMs);
    try {
        return await work();
    } finally {
        clearInterval(ticker);
    }
}

/** A duration for people: `42 s`, `3 min 05 s`. */
export function elapsed(ms: number): string {
    const seconds = Math.round(ms / 1000);
    if (seconds < 60) return `${seconds} s`;
    return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, "0")} s`;
}
