import { meant } from "./meant.ts";
import type { Outcome } from "./replay.ts";

/** What became of the interactions of one route. */
export interface RouteTally {
    readonly route: string;
    interactions: number;

    /** Equal in every way; of these, `onSeeded` about things that the recording brought along. */
    equal: number;
    onSeeded: number;

    /** With differences that are in the table, and nothing else. */
    onPurpose: number;
    differing: number;
    notReplayable: number;
}

/** What became of a set of recordings. */
export interface Tally {
    readonly cassettes: number;
    readonly interactions: number;
    readonly routes: readonly RouteTally[];

    /** Routes that the sandbox does not serve, and how often they were asked. */
    readonly notServed: { readonly routes: number; readonly interactions: number };

    /** Why interactions could not be replayed, and how many. */
    readonly notReplayable: Readonly<Record<string, number>>;

    /** Reasons of the table that were needed, and how often. */
    readonly meant: Readonly<Record<string, number>>;

    /** Differences that no row explains, a sentence each. */
    readonly failures: readonly string[];
}

/** Counts outcomes. */
export function tallyOf(cassettes: number, outcomes: readonly Outcome[]): Tally {
    const routes = new Map<string, RouteTally>();
    const notReplayable: Record<string, number> = {};
    const reasons: Record<string, number> = {};
    const failures: string[] = [];
    const unserved = outcomes.filter(({ result }) => result.kind === "not served");
    for (const outcome of outcomes) {
        const { result, route } = outcome;
        if (result.kind === "not served") continue;
        const tally = routes.get(route) ?? newTally(route);
        routes.set(route, tally);
        tally.interactions += 1;
        if (result.kind === "equal") {
            tally.equal += 1;
            tally.onSeeded += result.onSeeded ? 1 : 0;
        } else if (result.kind === "not replayable") {
            tally.notReplayable += 1;
            count(notReplayable, result.reason);
        } else if (explained(outcome, reasons, failures)) tally.onPurpose += 1;
        else tally.differing += 1;
    }
    return {
        cassettes,
        interactions: outcomes.length,
        routes: [...routes.values()].toSorted((a, b) => a.route.localeCompare(b.route)),
        notServed: { routes: new Set(unserved.map(unservedRoute)).size, interactions: unserved.length },
        notReplayable,
        meant: reasons,
        failures,
    };
}

/** Whether every difference is in the table; those that are not go to `failures`. */
function explained(
    { route, interaction, result, cassette, at }: Outcome,
    reasons: Record<string, number>,
    failures: string[],
): boolean {
    if (result.kind !== "differing") return true;
    const rows = result.differences.map((difference) => [difference, meant(route, interaction, difference)] as const);
    for (const [{ kind, path, recorded, ours }, row] of rows) {
        if (row !== undefined) count(reasons, row.reason);
        else
            failures.push(
                `${route}: ${kind}${path === "" ? "" : ` ${path}`}: recorded ${recorded}, ours ${ours} (${cassette} #${at})`,
            );
    }
    return rows.every(([, row]) => row !== undefined);
}

/** Unserved routes are told apart by their first two segments: identifiers follow. */
function unservedRoute({ route }: Outcome): string {
    const [method, path = ""] = route.split(" ");
    return `${method} ${path.split("/").slice(0, 4).join("/")}`;
}

function newTally(route: string): RouteTally {
    return { route, interactions: 0, equal: 0, onSeeded: 0, onPurpose: 0, differing: 0, notReplayable: 0 };
}

function count(counts: Record<string, number>, name: string): void {
    counts[name] = (counts[name] ?? 0) + 1;
}
