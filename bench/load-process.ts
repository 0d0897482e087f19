import { type Load, requestsPerSecond } from "./requests-per-second.ts";

// A process of its own that asks a service of another process: neither waits for the other's work, and memory is told apart.
process.on("disconnect", () => process.exit());
process.on("message", async (load: Load) => process.send?.(await requestsPerSecond(load)));
