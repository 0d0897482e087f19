import type { ArgsDef } from "citty";

/** Arguments of `npm run sandbox`. */
export const sandboxArguments = {
    stack: { type: "string", default: "dev", description: "Stack to deploy", valueHint: "name" },
    once: {
        type: "boolean",
        default: false,
        description: "Deploy, preview again, destroy, check that nothing is left, and end",
    },
    serve: {
        type: "boolean",
        default: false,
        description: "Only start the services, and write a file with the environment for other programs",
    },
    providers: {
        type: "enum",
        options: ["auto", "real", "stand-in"],
        default: "auto",
        description: "Provider plugins: the real ones (Linux, installed already) or the stand-ins",
    },
    faults: {
        type: "string",
        description:
            'Lets things go wrong while the stack is deployed, as on "a normal day" or "a bad day" (docs/faults.md)',
        valueHint: "kind of day",
    },
    seed: { type: "string", description: "Whole number that reproduces which faults strike", valueHint: "number" },
    port: { type: "string", default: "0", description: "Port of the proxy on loopback; 0 takes a free one" },
} as const satisfies ArgsDef;
