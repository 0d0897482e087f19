import type { ArgsDef } from "citty";

/** Arguments of `npm run reliability`. */
export const reliabilityArguments = {
    full: {
        type: "boolean",
        default: false,
        description: "Try everything, which takes hours; without it a sample of each part, in a minute or two",
    },
    only: { type: "string", description: "Parts to run, with commas between", valueHint: "parts" },
    folder: {
        type: "string",
        description:
            "Folder for what is tried; with the one of a run that was stopped it goes on from there. Without: .reliability",
        valueHint: "folder",
    },
    "other-code": {
        type: "boolean",
        default: false,
        description:
            "Go on from what was tried with other code too: only what did not end well, or was not tried, is tried. The figures say how many are of other code",
    },
    results: {
        type: "string",
        description: "JSON file that gets the figures beside those it has. Without: reliability/results.json",
        valueHint: "file",
    },
} as const satisfies ArgsDef;
