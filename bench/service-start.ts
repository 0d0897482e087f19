import { randomUUID } from "node:crypto";
import { startWorld } from "../sandbox/world.ts";

// A process of its own: starts both services and tells its parent how long after its own start they were up, and its memory.
const world = await startWorld({
    tenant: {
        domain: "bench.eu.auth0.com",
        customDomains: [],
        deployer: { clientId: "deployer", clientSecret: randomUUID() },
    },
    directory: {
        tenantId: randomUUID(),
        domain: "bench.example",
        deployer: { clientId: randomUUID(), clientSecret: randomUUID(), objectId: randomUUID() },
    },
});
process.send?.({ seconds: performance.now() / 1000, megabytes: process.memoryUsage().rss / 1_000_000 });
await world.close();
