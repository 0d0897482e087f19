/** An answer of a service that is no success. */
export class Unanswered extends Error {
    readonly status: number;

    /** Milliseconds after which the service wants to be asked again; undefined where it does not say. */
    readonly afterMs: number | undefined;

    constructor(message: string, { headers, status }: Pick<Response, "headers" | "status">) {
        super(message);
        this.status = status;
        this.afterMs = retryAfterMs(headers, Date.now());
    }
}

/**
 * Asks again, three times, where what went wrong may pass: too many requests, a fault of the service, a connection that breaks. Waits as
 * long as the service says, half a minute at most.
 *
 * @param passes which errors are worth another try
 */
export async function patiently<Answer>(
    ask: () => Promise<Answer>,
    passes: (error: unknown) => boolean = mayPass,
): Promise<Answer> {
    for (const afterMs of pauses) {
        try {
            return await ask();
        } catch (error) {
            if (!passes(error)) throw error;
            const wished = error instanceof Unanswered ? error.afterMs : undefined;
            await new Promise((resolve) => setTimeout(resolve, Math.min(wished ?? afterMs, longestMs)));
        }
    }
    return ask();
}

/** Whether what went wrong may be right in a moment, by the words of a service, of a provider or of `fetch`. */
export function mayPass(error: unknown): boolean {
    const text = error instanceof Error ? error.message : String(error);
    return /\b(408|429|50[0-4])\b|fetch failed|\bEOF\b|reset by peer|connection refused|no such host|time(d )?out|deadline exceeded|too many requests/i.test(
        text,
    );
}

const pauses = [1000, 3000, 9000];
const longestMs = 30_000;

/** `Retry-After`: seconds, or a moment (RFC 9110, 10.2.3). */
function retryAfterMs(headers: Headers, now: number): number | undefined {
    const value = headers.get("retry-after") ?? "";
    if (/^\d+$/.test(value)) return Number(value) * 1000;
    const moment = Date.parse(value);
    return Number.isNaN(moment) ? undefined : Math.max(moment - now, 0);
}
