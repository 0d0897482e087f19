import { setTimeout as sleep } from "node:timers/promises";
import { startBadDay } from "../../sandbox/faults/bad-day.ts";
import { faultProfiles } from "../../sandbox/faults/fault-profiles.ts";
import { struckLine, struckLines } from "../../sandbox/faults/struck-lines.ts";
import type { World } from "../../sandbox/world.ts";
import type { StackPlace } from "../drift/drift-in.ts";
import { repairStack } from "../repair/repair-stack.ts";
import type { AskedFaults } from "./asked-faults.ts";

/** Faults that strike while a stack is deployed. */
export interface Trouble {
    /** What struck so far and how often, a line each, with what reproduces it. */
    lines(): readonly string[];

    /** Does what `npm run repair` does, and says what came of it; it is in the same trouble, and may fail. */
    repair(): Promise<void>;

    /** Ends it, once Microsoft's login knows the newest secret. */
    end(): Promise<void>;
}

/** Lets the faults of a kind of day strike from now on in the stack's world, and says each one when it does. */
export function startTrouble(
    world: World,
    { profile, seed }: AskedFaults,
    place: StackPlace,
    say: (line: string) => void,
): Trouble {
    const { says, survived } = faultProfiles[profile];
    say(`Faults of "${profile}", seed ${seed}: ${says}.`);
    say(`  ${survived}`);
    const day = startBadDay(world, profile, seed);
    world.faults.onStruck = (fault) => say(`  fault ${world.faults.struck.length}: ${struckLine(fault)}`);
    const again = `npm run sandbox -- --stack ${place.stack} --faults "${profile}" --seed ${seed}`;
    return {
        lines: () => [...struckLines(world.faults.struck), `The same again:  ${again}`],
        repair: async () => {
            try {
                await repairStack(place, {}, say);
            } catch (error) {
                say(`The repair failed: ${(error as Error).message}`);
            }
        },
        end: async () => {
            if (day.secretLagMs > 0) {
                say(
                    `\nMicrosoft's login knows a new secret after ${(day.secretLagMs / 1000).toFixed(1)} s: waiting for it.`,
                );
                await sleep(day.secretLagMs);
            }
            day.end();
        },
    };
}
