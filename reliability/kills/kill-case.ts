import type { ProviderKind } from "../../sandbox/providers.ts";

/** What a kill run interrupts. */
export type KilledOperation = "up" | "refresh" | "rotation" | "destroy";

/**
 * When the signal comes, seen from the request that it is counted to: as it arrives, before the service has done anything; or when the
 * service has done what it was asked for, and before anybody hears of it.
 */
export type Moment = "arrival" | "answer lost";

/** One kill. */
export interface KillCase {
    readonly stack: string;
    readonly providers: ProviderKind;
    readonly operation: KilledOperation;

    /** What every process of the session gets: engine, program and providers. */
    readonly signal: "SIGTERM" | "SIGKILL";
    readonly moment: Moment;

    /** Which request of the operation, counted at both services together, from 1. */
    readonly request: number;
}

/** What came of one kill; a line of `kills.jsonl`. */
export interface KillResult extends KillCase {
    /** Of the code that was tried. */
    readonly tree: string;

    /** `POST auth0 /api/v2/clients`; absent where the operation ended before it had made so many requests. */
    readonly struck?: string;

    /** Names what the kill left in both clouds, state and lock, ids, secrets and times aside. */
    readonly wreck: string;

    /** Whether what the kill left was put in order, or equals in both clouds, state and lock what another left that was. */
    readonly recovery: "run" | "equal to one that recovered";

    /** How often the operation was run again. */
    readonly tries: number;

    /** Commands that it took beside that. */
    readonly commands: number;

    /** What is not as in an undisturbed stack; none where it recovered. */
    readonly differences: readonly string[];

    /** What was said on the way. */
    readonly said: readonly string[];

    /** Names what both clouds and the state hold in the end. */
    readonly end: string;

    /** Whether this end was previewed and proven, or equals one that was. */
    readonly proof: "run" | "equal to a proven one" | "nothing to prove";
    readonly seconds: number;
}

/** By what a kill is found again. */
export function keyOf({ moment, operation, providers, request, signal, stack }: KillCase): string {
    return [stack, providers, operation, signal, moment, request].join("/");
}
