import { auth0Limiter } from "../auth0/rate-limit.ts";
import { Replicas } from "../service/replicas.ts";
import type { World } from "../world.ts";
import { type FaultProfile, type FaultProfileName, faultProfiles } from "./fault-profiles.ts";
import { graphLimiter } from "./graph-throttling.ts";
import { chance, randomFaults } from "./random-faults.ts";

/** A sandbox in which things go wrong from now on. */
export interface BadDay {
    /** For how long Microsoft's login does not know a new client secret, in milliseconds. */
    readonly secretLagMs: number;

    /** Ends it: nothing goes wrong any more, and every secret is known. */
    end(): void;
}

/**
 * Lets a profile's faults strike in a world.
 *
 * @param seed a whole number; the same one strikes the same requests of the same run
 */
export function startBadDay(world: World, name: FaultProfileName, seed: number): BadDay {
    const { clock, directory, faults } = world;
    const profile: FaultProfile = faultProfiles[name];
    faults.replicas = new Replicas(clock);
    faults.source = randomFaults(profile.rules, seed, faults, clock);
    if (profile.auth0Plan !== undefined) faults.limiters.set("auth0", auth0Limiter(profile.auth0Plan, clock));
    if (profile.graphLimits === true) faults.limiters.set("microsoft", graphLimiterOf(world));
    clock.advance((profile.clockSkewSeconds ?? 0) * 1000);

    const [from, to] = profile.secretLagMs ?? [0, 0];
    const secretLagMs = Math.round(from + chance(seed, "secret lag", 1) * (to - from));
    directory.secretLagMs = secretLagMs;
    return {
        secretLagMs,
        end: () => {
            faults.clear();
            faults.source = undefined;
            faults.replicas = undefined;
            faults.limiters.clear();
            directory.secretLagMs = 0;
        },
    };
}

function graphLimiterOf({ clock, directory }: World) {
    const isPersonal = (id: string) => directory.applications.get(id)?.signInAudience.includes("Personal") ?? false;
    const people = directory.people.size;
    const size = people < 50 ? "S" : people <= 500 ? "M" : "L";
    return graphLimiter({ size, tenantId: directory.tenantId, clientId: "the deployer", isPersonal }, clock);
}
