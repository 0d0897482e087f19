import type { Driver } from "../../engine/driver/driver.ts";
import type { Operation, OperationResult } from "../../engine/driver/driver-protocol.ts";
import { PersonError } from "../person-error.ts";

/** Performs an operation that has to succeed; what went wrong is the whole message otherwise. */
export async function succeed(driver: Driver, operation: Operation, what: string): Promise<OperationResult> {
    const result = await driver.perform(operation, { quiet: operation !== "up" && operation !== "destroy" });
    if (!result.succeeded) throw new PersonError(failure(what, result));
    return result;
}

/** What failed, and every error the engine, the program or a provider gave for it. */
export function failure(what: string, result: OperationResult): string {
    const errors = result.errors.map((error) => error.replaceAll("\n", "\n  "));
    return [`${what} failed:`, ...errors.map((error) => `  ${error}`)].join("\n");
}

/** Number of resources that an operation touched or would touch. */
export function touched(result: OperationResult): number {
    return Object.entries(result.changes)
        .filter(([operation]) => operation !== "same" && operation !== "read")
        .reduce((sum, [, count]) => sum + count, 0);
}
