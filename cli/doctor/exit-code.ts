import type { Outcome } from "../../operate/doctor/check.ts";

/** Exit code of `npm run doctor`: 1 stays for what could not be run at all. Nothing that was not looked at counts as fine. */
export const exitCodes: Readonly<Record<Outcome, number>> = { fine: 0, attention: 2, broken: 3, unknown: 2 };

/** The exit code of the worst outcome. */
export function exitCodeOf(outcomes: readonly Outcome[]): number {
    return Math.max(0, ...outcomes.map((outcome) => exitCodes[outcome]));
}
