import { readdirSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** What a process holds on to between two rounds. */
export interface Footprint {
    /** Megabytes of its heap after collection. */
    readonly heap: number;

    /** Megabytes of memory that are resident. */
    readonly resident: number;

    /** Open files and sockets; 0 where the system does not tell (anything but Linux). */
    readonly openFiles: number;
}

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** Of this process, in which the services live. Finalizers run only once the event loop goes on, and free more. */
export async function footprint(): Promise<Footprint> {
    for (let time = 0; time < 5; time += 1) {
        collect();
        await setTimeout(50);
    }
    const { heapUsed, rss } = process.memoryUsage();
    return { heap: heapUsed / 1_000_000, resident: rss / 1_000_000, openFiles: openFiles() };
}

function openFiles(): number {
    try {
        return readdirSync("/proc/self/fd").length;
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return 0;
        throw error;
    }
}
