import type { SecretSlotName } from "../../stacks/settings/settings.ts";
import { otherSlot } from "./slot-change.ts";

/**
 * The comment that a leaked slot has in the stack file until it is removed: reviewers see it, and the next `--compromised` knows by it
 * that the first of its two steps is done.
 */
export function leakedMark(stack: string, connection: string, slot: SecretSlotName): string {
    return `# leaked: slot ${slot} of ${connection}. Once slot ${otherSlot(slot)} is live: npm run rotate -- --stack ${stack} --compromised`;
}

/** Finds the line with a connection's mark, whatever it says after the names. */
function lineWithMark(connection: string): RegExp {
    return new RegExp(
        `^[ \\t]*# leaked: slot ([ab]) of ${connection.replaceAll(/[^\w-]/g, "\\$&")}\\..*(?:\\r?\\n|$)`,
        "m",
    );
}

/** The slot that a stack file marks as leaked. */
export function markedSlot(text: string, connection: string): SecretSlotName | undefined {
    return lineWithMark(connection).exec(text)?.[1] as SecretSlotName | undefined;
}

/** Where a connection's mark is: from the start of its line to that of the next. */
export function markRange(text: string, connection: string): { from: number; to: number } | undefined {
    const found = lineWithMark(connection).exec(text);
    return found === null ? undefined : { from: found.index, to: found.index + found[0].length };
}
