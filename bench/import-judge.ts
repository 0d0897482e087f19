// A process of its own: loads the judge, and the vendors' SDKs with it.
await import("../proof/judge.ts");
process.send?.({ seconds: performance.now() / 1000, megabytes: process.memoryUsage().rss / 1_000_000 });
