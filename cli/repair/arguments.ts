import type { ArgsDef } from "citty";

/** Arguments of `npm run repair`. */
export const repairArguments = {
    stack: { type: "string", description: "Stack to put in order", valueHint: "name", required: true },
    real: {
        type: "boolean",
        default: false,
        description: "Repair what Auth0 and Microsoft themselves have, with your engine, back end and credentials",
    },
    yes: { type: "boolean", default: false, description: "Agree without being asked" },
    "dry-run": { type: "boolean", default: false, description: "Only look, and show what would be done" },
    json: {
        type: "boolean",
        default: false,
        description: "Print the result as JSON, and nothing else on standard output",
    },
} as const satisfies ArgsDef;

/** How the command ends. */
export const exitCodes = { repaired: 0, failed: 1, left: 3, notAgreed: 4 } as const;

/** What `--help` says after the arguments. */
export const exitCodesText = [
    "EXIT CODES",
    "",
    "  0  repaired, or there was nothing to repair; or, with --dry-run, it would be so",
    "  1  it could not be looked at, an engine is at work on the stack, or something went wrong: the message says what and what to do",
    "  3  as 0, and something is left for a person to see to",
    "  4  nobody agreed: nothing was done",
].join("\n");
