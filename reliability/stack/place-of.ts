import type { StackPlace } from "../../cli/drift/drift-in.ts";
import { stackProgram, type TrialStack } from "./trial-stack.ts";

/** Where commands of the operator find a trial's stack. */
export function placeOf({ project, rehearsal, stack }: TrialStack): StackPlace {
    return {
        stack,
        project,
        folder: rehearsal.workFolder,
        program: stackProgram,
        environment: rehearsal.environment,
    };
}
