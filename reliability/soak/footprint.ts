import { readdirSync } from "node:fs";
import { settledHeap } from "../../bench/settled-heap.ts";

/** What a process holds on to between two rounds. */
export interface Footprint {
    /** Megabytes of its heap after collection. */
    readonly heap: number;

    /** Megabytes of memory that are resident. */
    readonly resident: number;

    /** Open files and sockets; 0 where the system does not tell (anything but Linux). */
    readonly openFiles: number;
}

/** Of this process, in which the services live. */
export async function footprint(): Promise<Footprint> {
    const heap = await settledHeap();
    return { heap, resident: process.memoryUsage().rss / 1_000_000, openFiles: openFiles() };
}

function openFiles(): number {
    try {
        return readdirSync("/proc/self/fd").length;
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return 0;
        throw error;
    }
}
