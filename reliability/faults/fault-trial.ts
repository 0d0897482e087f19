import type { FaultKindName } from "../../sandbox/faults/fault-kinds.ts";
import type { FaultProfileName } from "../../sandbox/faults/fault-profiles.ts";
import type { ProviderKind } from "../../sandbox/providers.ts";

/** An operation that is disturbed. */
export type DisturbedOperation = "up" | "refresh" | "destroy";

/** One fault at one request, or a kind of day with a seed. */
export type Disturbance =
    | {
          readonly kind: FaultKindName;

          /** Route of the request, the first of the operation, `microsoft POST /v1.0/applications`. */
          readonly route: string;
      }
    | { readonly profile: FaultProfileName; readonly seed: number };

/** One disturbed operation. */
export interface FaultTrial {
    readonly stack: string;
    readonly providers: ProviderKind;
    readonly operation: DisturbedOperation;
    readonly disturbance: Disturbance;
}

/**
 * How it ended:
 * - `survived` the operation succeeded by itself, and everything is as without the fault
 * - `recovered` the same, after running it again, or after one documented command and running it again
 * - `orphaned` something is left over that the recovery did not take back
 * - `lost` something else is missing or wrong
 * - `not struck` the operation made no such request
 */
export type FaultOutcome = "survived" | "recovered" | "orphaned" | "lost" | "not struck";

/** What came of a trial; a line of `trials.jsonl`. */
export interface FaultResult extends FaultTrial {
    readonly outcome: FaultOutcome;

    /** How many faults struck. */
    readonly struck: number;

    /** How often the operation was run again, and how many commands it took besides. */
    readonly tries: number;
    readonly commands: number;

    /** What is not as without the fault; none where it survived or recovered. */
    readonly differences: readonly string[];

    /** What was said on the way: errors, and what the repair found. */
    readonly said: readonly string[];
    readonly seconds: number;
}

/** By what a trial is found again. */
export function keyOf({ disturbance, operation, providers, stack }: FaultTrial): string {
    const what =
        "kind" in disturbance
            ? [disturbance.kind, disturbance.route]
            : [disturbance.profile, `seed ${disturbance.seed}`];
    return [stack, providers, operation, ...what].join(", ");
}
