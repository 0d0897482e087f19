import { once } from "node:events";
import { createServer } from "node:https";

// The floor: a process that starts an https server and nothing else.
const server = createServer().listen(0, "127.0.0.1");
await once(server, "listening");
process.send?.({ seconds: performance.now() / 1000, megabytes: process.memoryUsage().rss / 1_000_000 });
server.close();
