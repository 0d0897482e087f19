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
 * Performs an operation that has to succeed. In trouble it may fail first: then it is run again, which is what a person would do, and
 * every run is told.
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
        say(
            `\n${failure(what, result)}\n\nThat was the trouble's doing. What to do is to run it again, and the sandbox does:\n`,
        );
    }
}

function wayOut(trouble: Trouble, runs: number): string[] {
    return [
        `It failed ${runs} times, and running it again does not help any more: something is there that the state does not have.`,
        "In your own tenants, npm run repair finds it and takes it over (docs/faults.md).",
        "",
        "Faults that struck:",
        ...trouble.lines().map((line) => `  ${line}`),
    ];
}
