import type { LoggedRequest } from "../../sandbox/service/request-log.ts";
import type { TrialStackOptions } from "../stack/trial-stack.ts";
import type { KillCase, KilledOperation, KillResult } from "./kill-case.ts";

/** What a process that kills is told when it starts. */
export type KillerSettings = Pick<TrialStackOptions, "engine" | "pulumiHome" | "providers"> & {
    /** Of the code that is tried. */
    readonly tree: string;

    /** Where Node keeps what it has compiled, for everything that is started again and again. */
    readonly compileCache: string;
};

/** What it is asked: what an operation asks of the services undisturbed; or one trial. Or it is told what another found. */
export type KillerRequest =
    | { readonly count: Pick<KillCase, "stack"> & { readonly operation: KilledOperation } }
    | { readonly kill: KillCase }
    | { readonly learn: KillResult };

/** What it answers to the first two. */
export type KillerReply =
    | { readonly requests: readonly LoggedRequest[] }
    | { readonly result: KillResult }
    | { readonly failure: string };
