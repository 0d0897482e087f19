import type { StackPlace } from "../../../cli/drift/drift-in.ts";
import { repairStack } from "../../../cli/repair/repair-stack.ts";
import { answerParent } from "../../../cli/sandbox/asked-process.ts";

// Repairs as `npm run repair -- --yes` does, and answers what came of it. A process of its own: it waits for commands of the engine, which
// the services of a test have to answer meanwhile.
answerParent(async (place: StackPlace) => (await repairStack(place, {}, () => {})).outcome);
