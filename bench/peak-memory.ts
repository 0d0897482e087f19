import { readdirSync, readFileSync } from "node:fs";

/** Watches the resident memory of a session, engine and providers included. Linux only; elsewhere nothing is known. */
export class PeakMemory {
    private peak = 0;
    private readonly timer: NodeJS.Timeout | undefined;
    private readonly session: number;

    constructor(session: number) {
        this.session = session;
        if (process.platform === "linux") this.timer = setInterval(() => this.look(), 50);
    }

    /** Highest sum seen, in megabytes. */
    stop(): number | undefined {
        if (this.timer === undefined) return undefined;
        clearInterval(this.timer);
        return this.peak / 1_000_000;
    }

    private look(): void {
        const pages = readdirSync("/proc")
            .filter((name) => /^\d+$/.test(name))
            .reduce((sum, pid) => sum + residentPages(pid, this.session), 0);
        this.peak = Math.max(this.peak, pages * 4096);
    }
}

function residentPages(pid: string, session: number): number {
    try {
        // After the command's name in parentheses: state, parent, process group, session …; resident pages are the 24th field.
        const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
            .replace(/^.*\) /s, "")
            .split(" ");
        return Number(fields[3]) === session ? Number(fields[21]) : 0;
    } catch {
        // The process ended between the two looks.
        return 0;
    }
}
