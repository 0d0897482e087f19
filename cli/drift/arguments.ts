import type { ArgsDef } from "citty";
import { exitCodes } from "../../operate/drift/drift-report.ts";

/** Arguments of `npm run drift`. */
export const driftArguments = {
    stack: { type: "string", default: "dev", description: "Stack to look at", valueHint: "name" },
    real: {
        type: "boolean",
        default: false,
        description: "Look at Auth0 and Microsoft themselves, with your engine, back end and credentials; only reads",
    },
    json: {
        type: "boolean",
        default: false,
        description: "Print the result as JSON, and nothing else on standard output",
    },
    markdown: { type: "string", description: "Write the result as Markdown as well", valueHint: "file" },
    without: {
        type: "string",
        description: "Kinds of things around the stack not to look for, with commas; the result names them",
        valueHint: "kinds",
    },
} as const satisfies ArgsDef;

/** What `--help` says after the arguments. */
export const exitCodesText = [
    "EXIT CODES",
    "",
    ...exitCodes.map(({ code, means, outcome }) => `  ${code}  ${outcome}: ${means}`),
].join("\n");
