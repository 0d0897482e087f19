import type { Driver } from "../../engine/driver/driver.ts";
import type { Operation } from "../../engine/driver/driver-protocol.ts";
import { pictureOf } from "./picture.ts";
import { repaired } from "./repaired.ts";
import { storedState } from "./state-file.ts";
import type { TrialStack } from "./trial-stack.ts";

/** How a stack came back to order. */
export interface Recovery {
    /** Whether the operation went through in the end. */
    readonly succeeded: boolean;

    /** How often the operation was run. */
    readonly tries: number;

    /** Commands that it took beside the operation itself; one at most is allowed: `npm run repair`. */
    readonly commands: number;

    /** What was said where something did not go through, and what the repair found. */
    readonly said: readonly string[];
}

/**
 * Puts a stack in order as the documents tell a person to: run the operation again; where the state is locked or has pending
 * operations, or that fails, one `npm run repair` and the operation again.
 *
 * @param driver one that lives, on the same stack
 */
export async function recovered(trial: TrialStack, operation: Operation, driver: Driver): Promise<Recovery> {
    const said: string[] = [];
    let tries = 0;
    const again = async () => {
        tries += 1;
        const errors = await attempt(trial, operation, driver);
        said.push(...errors);
        return errors.length === 0;
    };
    // The engine refuses a locked stack, and warns of operations that were under way: a person reads that, and repairs.
    const { isLocked, pendingOperations } = storedState(trial);
    if (isLocked) said.push("the stack is locked");
    else if (pendingOperations.length > 0) said.push(`${pendingOperations.length} pending operations`);
    else if (await again()) return { succeeded: true, tries, commands: 0, said };

    said.push(...(await repaired(trial)));
    return { succeeded: await again(), tries, commands: 1, said };
}

/** What an operation failed with, nothing where it went through. */
async function attempt(trial: TrialStack, operation: Operation, driver: Driver): Promise<readonly string[]> {
    // `pulumi up` previews first. All that a preview can refuse here is to make what exists and the state does not know.
    if (operation === "up" && pictureOf(trial).some(({ isOrphan }) => isOrphan)) {
        const preview = await driver.perform("preview", { quiet: true });
        if (!preview.succeeded) return preview.errors;
    }
    const { errors, succeeded } = await driver.perform(operation, { quiet: true });
    return succeeded ? [] : [...errors, ...(errors.length === 0 ? [`${operation} failed without a word`] : [])];
}
