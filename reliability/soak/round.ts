import type { Driver } from "../../engine/driver/driver.ts";
import type { OperationResult } from "../../engine/driver/driver-protocol.ts";

/** What one step of a round came to: nothing, or why the round ends with it. */
export type StepOutcome = string | undefined;

/** A step of a round, by the word that people know it by. */
export interface Step {
    readonly name: string;
    readonly take: () => Promise<StepOutcome>;
}

/** Takes the steps of a round in order. @returns the first that does not hold, with its name */
export async function round(steps: readonly Step[]): Promise<string | undefined> {
    for (const { name, take } of steps) {
        const outcome = await take();
        if (outcome !== undefined) return `${name}: ${outcome}`;
    }
    return undefined;
}

/** An operation of the engine as a step. */
export function operation(driver: Driver, name: "up" | "destroy" | "unprotect", title: string = name): Step {
    return { name: title, take: async () => refusal(await driver.perform(name, { quiet: true })) };
}

function refusal({ errors, succeeded }: OperationResult): StepOutcome {
    return succeeded ? undefined : errors.join("; ");
}
