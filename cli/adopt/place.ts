import type { StackPlace } from "../drift/drift-in.ts";

/** Where a stack that adopts lives, and how to get there. */
export interface AdoptPlace extends StackPlace {
    /** The stack file that people edit; what was found is written into it. */
    readonly stackFile: string;

    /** Folder of the policy packs' project. */
    readonly projectFolder: string;

    /** Folder of this adoption alone, which goes away with it. */
    readonly scratch: string;
}
