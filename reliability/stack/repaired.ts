import { repairStack } from "../../cli/repair/repair-stack.ts";
import { placeOf } from "./place-of.ts";
import type { TrialStack } from "./trial-stack.ts";

/** Does what `npm run repair` does. @returns what it said, and why it could not */
export async function repaired(trial: TrialStack): Promise<string[]> {
    const said: string[] = [];
    try {
        await repairStack(placeOf(trial), {}, (line) => said.push(line));
    } catch (error) {
        said.push(`npm run repair: ${error instanceof Error ? error.message : String(error)}`);
    }
    return said;
}
