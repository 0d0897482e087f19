/** Whoever holds a stack's lock. */
export interface LockHolder {
    readonly pid: number;
    readonly user: string;
    readonly host: string;

    /** When it took it; empty where the back end does not say. */
    readonly since: string;
}

/** What is to be done about a lock. */
export type LockVerdict = "open" | "ask" | "refuse";

/**
 * A lock of this machine whose engine has ended is opened; whose engine lives, refused: it is at work. Of another machine nobody here can
 * tell, so a person is asked.
 */
export function lockVerdict({ host, pid }: LockHolder, here: string, lives: (pid: number) => boolean): LockVerdict {
    if (host !== here) return "ask";
    return lives(pid) ? "refuse" : "open";
}

/** The holders that the engine names when it is refused: `…: created by user@host (pid 4711) at 2026-11-26T05:00:00Z`. */
export function holdersIn(text: string): LockHolder[] {
    return [...text.matchAll(/created by (\S*)@(\S+) \(pid (\d+)\)(?: at (\S+))?/g)].map(
        ([, user = "", host = "", pid = "", since = ""]) => ({ user, host, pid: Number(pid), since }),
    );
}

/** A holder in words. */
export function holderText({ host, pid, since, user }: LockHolder): string {
    return `process ${pid} of ${user} on ${host}${since === "" ? "" : `, since ${since}`}`;
}
