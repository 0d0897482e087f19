import type { Operation } from "../../engine/driver/driver-protocol.ts";
import { packDays } from "../../operate/rotate/pack-days.ts";
import { rotate } from "../../operate/rotate/rotate.ts";
import { stackFileSettings } from "../../operate/rotate/stack-file-settings.ts";
import type { TrialStack } from "../stack/trial-stack.ts";
import type { KilledOperation } from "./kill-case.ts";

/** One step on the way to where an operation begins. */
export type Step = Operation | ((trial: TrialStack) => void);

/** How an operation that is to be killed begins, and which of the engine's it is. */
export interface Killed {
    /** What it begins with: an empty stack, or one that is deployed. */
    readonly from: "empty" | "deployed";

    /** What is done before. */
    readonly before: readonly Step[];
    readonly performs: Operation;

    /** Whether there is anything in the end that users can sign in with. */
    readonly isProvable: boolean;
}

export const killedOperations: Readonly<Record<KilledOperation, Killed>> = {
    up: { from: "empty", before: [], performs: "up", isProvable: true },
    refresh: { from: "deployed", before: [], performs: "refresh", isProvable: true },
    // The second rotation renews a slot that exists: it removes a secret, which the first has none for.
    rotation: {
        from: "deployed",
        before: [rotated("2027-01-10"), "up", rotated("2027-03-10")],
        performs: "up",
        isProvable: true,
    },
    destroy: { from: "deployed", before: ["unprotect"], performs: "destroy", isProvable: false },
};

/** Makes the change of the stack file that `npm run rotate` would make on a day. */
function rotated(day: string): (trial: TrialStack) => void {
    return ({ edit, project, stack }) =>
        edit((text) => {
            const { settings } = stackFileSettings(text, project);
            if (settings === undefined) throw new Error(`the stack file of ${stack} is broken`);
            const now = new Date(`${day}T09:00:00Z`);
            const rotation = rotate({ stack, project, text, settings, now, packDays: packDays(undefined) });
            if (rotation.problems.length > 0) throw new Error(rotation.problems.join("\n"));
            return rotation.text;
        });
}
