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
    port: { type: "string", default: "0", description: "Port of the proxy on loopback; 0 takes a free one" },
} as const satisfies ArgsDef;
