import { createHash } from "node:crypto";
import type { Clock } from "../service/clock.ts";
import type { FaultSource, Faults, Target } from "../service/faults.ts";
import { routePattern } from "../service/route-pattern.ts";
import { blowOf, type FaultKindName } from "./fault-kinds.ts";

/** How often a kind of fault strikes. */
export interface RandomRule {
    readonly kind: FaultKindName;

    /** Part of the requests that it could strike, 0 to 1. */
    readonly rate: number;

    /** @default both */
    readonly service?: "auth0" | "microsoft";

    /** @default every method */
    readonly methods?: readonly string[];

    /** @default every path */
    readonly path?: RegExp;

    /** Only so long after the object was made, in milliseconds. @default always */
    readonly sinceCreation?: number;

    /** Only so long after the object, or anything in the list, was last changed, in milliseconds. @default always */
    readonly sinceChange?: number;

    /** How often it strikes at most. @default any number of times */
    readonly most?: number;
}

/**
 * Faults at random, from a seed: whether the n-th request of a route is struck depends on the seed, the route and n alone, however the
 * requests of different routes come in between. Of rules that both strike, the first does.
 */
export function randomFaults(rules: readonly RandomRule[], seed: number, faults: Faults, clock: Clock): FaultSource {
    const asked = new Map<string, number>();
    const struck = new Map<RandomRule, number>();
    return (target) => {
        const route = `${target.service} ${target.method} ${routePattern(target.path)}`;
        const n = (asked.get(route) ?? 0) + 1;
        asked.set(route, n);
        for (const rule of rules) {
            if (!applies(rule, target, faults) || (struck.get(rule) ?? 0) >= (rule.most ?? Number.POSITIVE_INFINITY))
                continue;
            if (chance(seed, `${rule.kind} ${route}`, n) >= rule.rate) continue;
            const blow = blowOf(rule.kind, target, clock, faults);
            if (blow === undefined) continue;
            struck.set(rule, (struck.get(rule) ?? 0) + 1);
            return blow;
        }
        return undefined;
    };
}

/** A number from 0 to 1 (never 1), always the same for the same seed, name and n. */
export function chance(seed: number, name: string, n: number): number {
    return createHash("sha256").update(`${seed}\n${name}\n${n}`).digest().readUIntBE(0, 6) / 2 ** 48;
}

function applies(
    { kind, methods, path, service, sinceChange, sinceCreation }: RandomRule,
    target: Target,
    faults: Faults,
): boolean {
    const { replicas } = faults;
    const isIn = (age: number | undefined, most: number | undefined) => most === undefined || (age ?? most + 1) <= most;
    return (
        (service === undefined || service === target.service) &&
        (methods === undefined || methods.includes(target.method)) &&
        (path === undefined || path.test(target.path)) &&
        isIn(replicas?.sinceCreation(target.service, target.path), sinceCreation) &&
        isIn(replicas?.sinceChange(target.service, target.path), sinceChange) &&
        (kind !== "stale read" || replicas?.former(target.service, target.url ?? target.path) !== undefined)
    );
}
