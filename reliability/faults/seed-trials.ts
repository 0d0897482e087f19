import type { FaultProfileName } from "../../sandbox/faults/fault-profiles.ts";
import type { FaultTrial } from "./fault-trial.ts";

/** How many seeds of each kind of day are tried. */
const seeds: Readonly<Record<string, Readonly<Partial<Record<FaultProfileName, number>>>>> = {
    dev: {
        "a normal day": 6,
        "a bad day": 16,
        "Entra just after lunch": 16,
        "a small tenant": 1,
        "a clock that is wrong": 1,
    },
    prod: { "a normal day": 1, "a bad day": 3, "Entra just after lunch": 3 },
};

/** Deployments of a stack on days full of faults. */
export function seedTrials(stack: "dev" | "prod"): FaultTrial[] {
    return Object.entries(seeds[stack] ?? {}).flatMap(([profile, count]) =>
        Array.from({ length: count }, (_, index) => ({
            stack,
            providers: "stand-in" as const,
            operation: "up" as const,
            disturbance: { profile: profile as FaultProfileName, seed: index + 1 },
        })),
    );
}
