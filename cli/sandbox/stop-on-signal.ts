import { PersonError } from "../person-error.ts";

/** A person's wish to stop, from Ctrl-C or `kill`. */
export interface Stop {
    /** Rejects, with the exit code that tells of it, when a signal comes. */
    readonly signal: Promise<never>;

    /** What the work comes to, unless a signal comes first. */
    unless<T>(work: Promise<T>): Promise<T>;
}

/** Listens for signals from now on; the first one ends what waits with `unless`. */
export function stopOnSignal(onSignal: () => void): Stop {
    const { promise: signal, reject } = Promise.withResolvers<never>();
    // Nobody may be waiting when it comes.
    signal.catch(() => {});
    for (const [name, exitCode] of [
        ["SIGINT", 130],
        ["SIGTERM", 143],
        ["SIGHUP", 129],
    ] as const) {
        process.once(name, () => {
            onSignal();
            reject(new PersonError("", exitCode));
        });
    }
    return { signal, unless: (work) => Promise.race([work, signal]) };
}
