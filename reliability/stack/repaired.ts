import { repairStack } from "../../cli/repair/repair-stack.ts";
import { stackProgram, type TrialStack } from "./trial-stack.ts";

/** Does what `npm run repair` does. @returns what it said, and why it could not */
export async function repaired({ project, rehearsal, stack }: TrialStack): Promise<string[]> {
    const said: string[] = [];
    const { environment, workFolder: folder } = rehearsal;
    try {
        await repairStack({ stack, project, folder, program: stackProgram, environment }, {}, (line) =>
            said.push(line),
        );
    } catch (error) {
        said.push(`npm run repair: ${error instanceof Error ? error.message : String(error)}`);
    }
    return said;
}
