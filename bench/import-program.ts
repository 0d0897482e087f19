// A process of its own: loads the dev stack's program, and what it uses of the providers' packages with it.
await import("../stacks/dev.ts");
process.send?.({ seconds: performance.now() / 1000, megabytes: process.memoryUsage().rss / 1_000_000 });
