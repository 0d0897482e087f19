// The floor: a process that loads the hand-written program.
await import("./hand-written.ts");
process.send?.({ seconds: performance.now() / 1000, megabytes: process.memoryUsage().rss / 1_000_000 });
