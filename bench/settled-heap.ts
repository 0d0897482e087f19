import { setTimeout } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** Megabytes that this process holds on to. Finalizers run only once the event loop goes on, and free more. */
export async function settledHeap(): Promise<number> {
    for (let time = 0; time < 5; time += 1) {
        collect();
        await setTimeout(50);
    }
    return process.memoryUsage().heapUsed / 1_000_000;
}
