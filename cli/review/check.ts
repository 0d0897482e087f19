import { fingerprintText, moved } from "../../review/fingerprint.ts";
import type { Fingerprint, StackReport } from "../../review/report.ts";

/** Whether a stack is still as it was reviewed. */
export interface Checked {
    readonly asReviewed: boolean;
    readonly text: string;
}

/** What it means that a part moved, in words for the person. */
const meanings: Readonly<Record<"plan" | "state" | "settings", (stack: string) => string>> = {
    plan: () =>
        "what would be done differs from what was reviewed: the program was changed, or what it finds in the clouds",
    state: () => "it starts from something else: deployed, refreshed or edited since, or from another version",
    settings: (stack) =>
        `Pulumi.${stack}.yaml, the defaults in Pulumi.yaml or stacks/policies.json are not those of the review`,
};

/** Compares a report made now with the fingerprint of the one that was reviewed. @param again the command that reviews anew */
export function check(reviewed: Fingerprint, { stack, fingerprint }: StackReport, again: string): Checked {
    if (fingerprint === undefined) {
        return {
            asReviewed: false,
            text: `${stack} cannot be compared with what was reviewed: there is no whole preview now. Mend what the report says, then review again:  ${again}`,
        };
    }
    const parts = moved(reviewed, fingerprint);
    if (parts.length === 0) {
        return {
            asReviewed: true,
            text: `${stack} is as reviewed: plan, state and settings are those of ${fingerprintText(reviewed)}.`,
        };
    }
    return {
        asReviewed: false,
        text: [
            `${stack} is not as reviewed: ${parts.join(", ")} moved.`,
            ...parts.map((part) => `  ${part.padEnd(8)}  ${meanings[part](stack)}`),
            `Review again, and approve that:  ${again}`,
        ].join("\n"),
    };
}
