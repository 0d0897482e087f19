import { randomUUID } from "node:crypto";

/**
 * While work prints what others have named, GitHub's runner takes no line of it for a command to itself.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#stopping-and-starting-workflow-commands
 */
export async function withoutWorkflowCommands<T>(
    isWorkflow: boolean,
    print: (line: string) => void,
    work: () => Promise<T>,
): Promise<T> {
    if (!isWorkflow) return work();
    const token = randomUUID();
    print(`::stop-commands::${token}`);
    try {
        return await work();
    } finally {
        print(`::${token}::`);
    }
}
