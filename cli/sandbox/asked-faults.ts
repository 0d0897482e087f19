import { randomInt } from "node:crypto";
import {
    type FaultProfileName,
    faultProfileNamed,
    faultProfileNames,
    faultProfiles,
} from "../../sandbox/faults/fault-profiles.ts";
import { PersonError } from "../person-error.ts";

/** What a person wants to go wrong. */
export interface AskedFaults {
    readonly profile: FaultProfileName;

    /** Reproduces what strikes. */
    readonly seed: number;
}

/**
 * Reads `--faults` and `--seed`; nothing goes wrong where neither is given. A seed that is left out is thrown.
 * Refuses what is no profile or no seed, with what would be one.
 */
export function askedFaults({
    faults,
    seed,
}: {
    readonly faults?: string | undefined;
    readonly seed?: string | undefined;
}) {
    if (faults === undefined) {
        if (seed === undefined) return undefined;
        throw new PersonError(
            `--seed ${seed} says which faults strike, and needs --faults with a kind of day:\n${days}`,
        );
    }
    const profile = faultProfileNamed(faults);
    if (profile === undefined) throw new PersonError(`--faults "${faults}" is no kind of day. These are:\n${days}`);
    return { profile, seed: seed === undefined ? randomInt(1, 10_000) : seedNumber(seed) } satisfies AskedFaults;
}

function seedNumber(text: string): number {
    const seed = Number(text);
    if (/^\d+$/.test(text) && Number.isSafeInteger(seed)) return seed;
    throw new PersonError(`--seed ${text} is no seed: a whole number from 0 is. Left out, one is thrown and told.`);
}

const days = faultProfileNames.map((name) => `  "${name}": ${faultProfiles[name].says}`).join("\n");
