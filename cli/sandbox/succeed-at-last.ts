import type { Driver } from "../../engine/driver/driver.ts";
import type { Operation, OperationResult } from "../../engine/driver/driver-protocol.ts";
import { PersonError } from "../person-error.ts";
import { failure, succeed } from "./steps.ts";
import type { Trouble } from "./trouble.ts";

/** How an operation went in the end. */
export interface Run {
    readonly result: OperationResult;

    /** How often it was run. */
    readonly runs: number;
}

const mostRuns = 4;

/**
 * Performs an operation that has to succeed. In trouble it may fail first: then it is run again, and once that did not help either,
 * the stack is repaired before, which is what a person would do. All of it is told.
 */
export async function succeedAtLast(
    driver: Driver,
    operation: Operation,
    what: string,
    trouble: Trouble | undefined,
    say: (line: string) => void,
): Promise<Run> {
    if (trouble === undefined) return { result: await succeed(driver, operation, what), runs: 1 };
    for (let runs = 1; ; runs += 1) {
        const result = await driver.perform(operation, { quiet: operation !== "up" });
        if (result.succeeded) return { result, runs };
        if (runs === mostRuns) throw new PersonError([failure(what, result), "", ...wayOut(trouble, runs)].join("\n"));
        say(`\n${failure(what, result)}\n`);
        if (runs === 1) say("That is the trouble's doing. What to do is to run it again, and the sandbox does:\n");
        else {
            say(
                "Running it again did not help. What to do is npm run repair and then to run it again, and the sandbox does:\n",
            );
            await trouble.repair();
        }
    }
}

function wayOut(trouble: Trouble, runs: number): string[] {
    return [
        `It failed ${runs} times, and a repair did not help. Faults that struck:`,
        ...trouble.lines().map((line) => `  ${line}`),
        "In your own tenants: wait until the trouble is over, then npm run repair, and run it again (docs/faults.md).",
    ];
}
