import type { ArgsDef } from "citty";

/** Arguments of `npm run prove`. */
export const proveArguments = {
    stack: { type: "string", default: "dev", description: "Stack to prove", valueHint: "name" },
    json: {
        type: "boolean",
        default: false,
        description: "Print the result as JSON, and nothing else on standard output",
    },
    real: {
        type: "boolean",
        default: false,
        description: "Prove the stack as it is deployed at Auth0 and Microsoft, with your credentials and your browser",
    },
    unattended: {
        type: "boolean",
        default: false,
        description: "With --real: only what needs no person, for a workflow",
    },
    client: {
        type: "string",
        description: "With --real: the client to sign in with",
        valueHint: "key",
    },
} as const satisfies ArgsDef;
