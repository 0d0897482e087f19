import { PersonError } from "../person-error.ts";
import { type LookRequest, look } from "./look.ts";

// Looks at a stack in the environment of a running sandbox: a process trusts its authority and uses its proxy only from its start on.
process.once("message", async (request: LookRequest) => {
    try {
        process.send?.({ looked: await look(request, process.env) });
    } catch (error) {
        process.send?.({ problem: error instanceof PersonError ? error.message : String((error as Error).stack) });
    }
    process.disconnect();
});
