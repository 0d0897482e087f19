import type { ArgsDef } from "citty";

/** Arguments of `npm run doctor`. */
export const doctorArguments = {
    stack: { type: "string", default: "dev", description: "Stack to look at", valueHint: "name" },
    real: {
        type: "boolean",
        default: false,
        description: "At Auth0 and Microsoft themselves, with your credentials; default: in the running sandbox",
    },
    json: { type: "boolean", default: false, description: "The result as JSON, and nothing else on standard output" },
} as const satisfies ArgsDef;
