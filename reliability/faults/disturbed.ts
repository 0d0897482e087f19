import { startBadDay } from "../../sandbox/faults/bad-day.ts";
import { blowOf } from "../../sandbox/faults/fault-kinds.ts";
import { Replicas } from "../../sandbox/service/replicas.ts";
import { routePattern } from "../../sandbox/service/route-pattern.ts";
import type { World } from "../../sandbox/world.ts";
import { difference } from "../stack/difference.ts";
import { pictureOf } from "../stack/picture.ts";
import { recovered } from "../stack/recovered.ts";
import type { Disturbance, FaultOutcome, FaultResult, FaultTrial } from "./fault-trial.ts";
import type { Stage } from "./stage.ts";

/** Makes one trial: the operation in trouble, then its recovery without, then a look at what there is. */
export async function disturbed({ driver, operations, trial }: Stage, faultTrial: FaultTrial): Promise<FaultResult> {
    const { disturbance, operation } = faultTrial;
    const { after, afterRecovery, begin, recovery } = operations[operation];
    const start = performance.now();
    begin();
    const day = disturb(trial.world, disturbance);
    const mark = trial.world.faults.struck.length;
    const first = await driver.perform(operation, { quiet: true });
    const struck = trial.world.faults.struck.length - mark;
    day.end();
    trial.world.faults.struck.length = 0;

    const result = (
        outcome: FaultOutcome,
        differences: readonly string[],
        said: readonly string[],
        tries = 0,
        commands = 0,
    ) => ({
        ...{ ...faultTrial, outcome, struck, tries, commands, differences, said },
        seconds: Math.round((performance.now() - start) / 100) / 10,
    });
    const found = first.succeeded ? difference(after, pictureOf(trial)) : [];
    if (first.succeeded && found.length === 0) return result(struck === 0 ? "not struck" : "survived", [], []);

    const { commands, said, succeeded, tries } = await recovered(trial, recovery, driver);
    const now = pictureOf(trial);
    const left = difference(afterRecovery, now);
    const everything = [...first.errors, ...found, ...said];
    if (succeeded && left.length === 0) return result("recovered", [], everything, tries, commands);
    const orphans = (picture: typeof now) => picture.filter(({ isOrphan }) => isOrphan).length;
    const outcome = orphans(now) > orphans(afterRecovery) ? "orphaned" : "lost";
    return result(outcome, left, everything, tries, commands);
}

/** Lets a disturbance strike from now on. */
function disturb(world: World, disturbance: Disturbance): { readonly end: () => void } {
    const { clock, faults } = world;
    if ("profile" in disturbance) return startBadDay(world, disturbance.profile, disturbance.seed);
    faults.replicas = new Replicas(clock);
    let isOver = false;
    faults.source = (target) => {
        const route = `${target.service} ${target.method} ${routePattern(target.path)}`;
        if (isOver || route !== disturbance.route) return undefined;
        // A stale read waits until there is something that it could show.
        if (
            disturbance.kind === "stale read" &&
            faults.replicas?.former(target.service, target.url ?? "") === undefined
        )
            return undefined;
        const blow = blowOf(disturbance.kind, target, clock, faults);
        isOver = blow !== undefined;
        return blow;
    };
    return {
        end: () => {
            faults.clear();
            faults.source = undefined;
            faults.replicas = undefined;
        },
    };
}
