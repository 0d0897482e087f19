import type { Driver } from "../../engine/driver/driver.ts";
import type { Operation, OperationResult } from "../../engine/driver/driver-protocol.ts";
import { PersonError } from "../person-error.ts";
import { violationLines } from "../violation-lines.ts";

/** Performs an operation that has to succeed; what went wrong is the whole message otherwise. */
export async function succeed(driver: Driver, operation: Operation, what: string): Promise<OperationResult> {
    const result = await driver.perform(operation, { quiet: operation !== "up" && operation !== "destroy" });
    if (!result.succeeded) throw new PersonError(failure(what, result));
    return result;
}

/** What failed, every error the engine, the program or a provider gave for it, and what the policies said. */
export function failure(what: string, result: OperationResult): string {
    const errors = result.errors.map((error) => error.replaceAll("\n", "\n  "));
    return [
        `${what} failed:`,
        ...errors.map((error) => `  ${error}`),
        ...violationLines(result.violations).map((line) => `  ${line}`),
        ...(result.violations.some(({ level }) => level === "mandatory") ? [policiesHint] : []),
    ].join("\n");
}

const policiesHint =
    "What each rule is for and takes is in policies/README.md; settings of rules go into stacks/policies.json.";

/** Number of resources that an operation touched or would touch. */
export function touched(result: OperationResult): number {
    return Object.entries(result.changes)
        .filter(([operation]) => operation !== "same" && operation !== "read")
        .reduce((sum, [, count]) => sum + count, 0);
}
