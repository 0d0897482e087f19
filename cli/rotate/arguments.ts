import type { ArgsDef } from "citty";

/** Arguments of `npm run rotate`. */
export const rotateArguments = {
    stack: {
        type: "string",
        required: true,
        description: "Stack, several with commas between, or all",
        valueHint: "name",
    },
    connection: {
        type: "string",
        description: "Only these connections, by key; default: every one with a client secret of its own",
        valueHint: "key",
    },
    "dry-run": { type: "boolean", default: false, description: "Show the change, write nothing" },
    due: { type: "boolean", default: false, description: "Only what --check finds due" },
    compromised: {
        type: "boolean",
        default: false,
        description:
            "The active secret leaked: rotate, and once that is deployed, run it again to remove the leaked slot",
    },
    live: {
        type: "boolean",
        default: false,
        description: "With --compromised: the first step is deployed, do not look into the stack's outputs",
    },
    check: {
        type: "boolean",
        default: false,
        description: "Say how long each slot has; exits with 0 fine, 3 soon, 4 late, 5 ended",
    },
    "soon-days": {
        type: "string",
        description:
            "From how many days left on a rotation is soon due; default: a quarter of secretLifetimeDays, at most 45",
        valueHint: "days",
    },
    json: { type: "boolean", default: false, description: "With --check: print JSON, and nothing else" },
} as const satisfies ArgsDef;
