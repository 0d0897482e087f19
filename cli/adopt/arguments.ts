import type { ArgsDef } from "citty";

/** Arguments of `npm run adopt`. */
export const adoptArguments = {
    stack: { type: "string", description: "Stack whose file says what to adopt", valueHint: "name", required: true },
    real: {
        type: "boolean",
        default: false,
        description: "Adopt what Auth0 and Microsoft themselves have, with your engine, back end and credentials",
    },
    client: {
        type: "string",
        description: "Which application a key of the stack file stands for, where its name does not say; repeatable",
        valueHint: "key=client id",
    },
    connection: {
        type: "string",
        description: "Which connection a key of the stack file stands for, where its name does not say; repeatable",
        valueHint: "key=name or id",
    },
    yes: { type: "boolean", default: false, description: "Agree without being asked" },
    "with-differences": {
        type: "boolean",
        default: false,
        description: "Adopt although the next update would still change something",
    },
    "dry-run": { type: "boolean", default: false, description: "Only look, and show what would be done" },
    json: {
        type: "boolean",
        default: false,
        description: "Print the result as JSON, and nothing else on standard output",
    },
} as const satisfies ArgsDef;

/** How the command ends. */
export const exitCodes = { adopted: 0, failed: 1, differs: 3, notAgreed: 4 } as const;

/** What `--help` says after the arguments. */
export const exitCodesText = [
    "EXIT CODES",
    "",
    "  0  adopted, and a preview has no changes; or, with --dry-run, it would be so",
    "  1  it could not be looked at, or went wrong: the message says what and what to do",
    "  3  the next update would still change something: nothing was taken, unless --with-differences was said",
    "  4  nobody agreed: nothing was taken",
].join("\n");
