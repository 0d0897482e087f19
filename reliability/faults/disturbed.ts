import { startBadDay } from "../../sandbox/faults/bad-day.ts";
import { blowOf } from "../../sandbox/faults/fault-kinds.ts";
import { Replicas } from "../../sandbox/service/replicas.ts";
import { routePattern } from "../../sandbox/service/route-pattern.ts";
import type { World } from "../../sandbox/world.ts";
import { difference } from "../stack/difference.ts";
import { pictureOf } from "../stack/picture.ts";
import { type Recovery, recovered } from "../stack/recovered.ts";
import { repaired } from "../stack/repaired.ts";
import { withoutSecrets } from "../stack/without-secrets.ts";
import type { Disturbance, FaultOutcome, FaultResult, FaultTrial } from "./fault-trial.ts";
import type { Stage } from "./stage.ts";
import { putStateBack } from "./state-before.ts";

/** Makes one trial: the operation in trouble, then its recovery without, then a look at what there is. */
export async function disturbed(stage: Stage, faultTrial: FaultTrial): Promise<FaultResult> {
    const { driver, trial } = stage;
    const { disturbance, operation } = faultTrial;
    const { after, afterRecovery, begin } = stage.undisturbed(operation);
    const start = performance.now();
    begin();
    const day = disturb(trial.world, disturbance);
    const mark = trial.world.faults.struck.length;
    const first = await driver.perform(operation, { quiet: true });
    const struck = trial.world.faults.struck.length - mark;
    day.end();
    trial.world.faults.struck.length = 0;

    const clean = (line: string) => withoutSecrets(line, trial.world);
    const result = (
        outcome: FaultOutcome,
        differences: readonly string[],
        said: readonly string[],
        tries = 0,
        commands = 0,
    ) => ({
        ...faultTrial,
        outcome,
        struck,
        tries,
        commands,
        differences: differences.map(clean),
        said: said.map(clean),
        seconds: Math.round((performance.now() - start) / 100) / 10,
    });
    const found = first.succeeded ? difference(after, pictureOf(trial)) : [];
    if (first.succeeded && found.length === 0) return result(struck === 0 ? "not struck" : "survived", [], []);

    const hasForgotten = operation === "refresh" && first.succeeded && found.some(isForgotten);
    const recovery = hasForgotten ? await remembered(stage) : await backInOrder(stage, operation);
    const everything = [...first.errors, ...found, ...recovery.said];
    const now = pictureOf(trial);
    const left = difference(afterRecovery, now);
    const { commands, succeeded, tries } = recovery;
    if (succeeded && left.length === 0) return result("recovered", [], everything, tries, commands);
    const orphans = (picture: typeof now) => picture.filter(({ isOrphan }) => isOrphan).length;
    const outcome = orphans(now) > orphans(afterRecovery) ? "orphaned" : "lost";
    return result(outcome, left, everything, tries, commands);
}

/** Something is out of the state. */
function isForgotten(difference: string): boolean {
    return /^the state's .+ is missing$/.test(difference);
}

/** After a refresh that has forgotten what is there: the state from before it, and an update. */
async function remembered({ driver, trial }: Stage): Promise<Recovery> {
    putStateBack(trial);
    const { errors, succeeded } = await driver.perform("up", { quiet: true });
    return { succeeded, tries: 1, commands: 1, said: errors };
}

/** Runs it again and, where that is green and leaves something over, repairs: the engine says nothing of what its state does not have. */
async function backInOrder(stage: Stage, operation: FaultTrial["operation"]): Promise<Recovery> {
    const { driver, trial } = stage;
    const { afterRecovery, recovery } = stage.undisturbed(operation);
    const first = await recovered(trial, recovery, driver);
    const isInOrder = difference(afterRecovery, pictureOf(trial)).length === 0;
    if (!first.succeeded || first.commands > 0 || isInOrder) return first;

    const said = [...first.said, ...(await repaired(trial))];
    const second = await driver.perform(recovery, { quiet: true });
    return { succeeded: second.succeeded, tries: first.tries + 1, commands: 1, said: [...said, ...second.errors] };
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
