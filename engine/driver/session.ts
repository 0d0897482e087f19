import { readdirSync, readFileSync } from "node:fs";

/** Ids of the processes of a session that have not ended; Linux only. */
export function processesOf(session: number): number[] {
    return readdirSync("/proc")
        .filter((name) => /^\d+$/.test(name))
        .map(Number)
        .filter((pid) => isIn(session, pid));
}

/** Sends a signal to every process of a session. */
export function signalSession(session: number, signal: NodeJS.Signals): void {
    for (const pid of processesOf(session)) {
        try {
            process.kill(pid, signal);
        } catch (error) {
            if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
        }
    }
}

function isIn(session: number, pid: number): boolean {
    try {
        // The command before them may have blanks and brackets in it.
        const [state, , , itsSession] = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
        return Number(itsSession) === session && state !== "Z";
    } catch {
        // It has ended meanwhile.
        return false;
    }
}
