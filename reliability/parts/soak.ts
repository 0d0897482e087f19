import type { Part, PartRun } from "../part.ts";
import { growth } from "../soak/flat.ts";
import { type Footprint, footprint } from "../soak/footprint.ts";
import { life } from "../soak/life.ts";
import { round } from "../soak/round.ts";
import { trialStack } from "../stack/trial-stack.ts";

const fullMinutes = 30;

/** In all rounds together. Files are sockets too: the clients that come and go keep some open for a minute. */
const allowances = [
    { what: "megabytes of heap", most: 10, of: ({ heap }: Footprint) => heap },
    { what: "open files", most: 10, of: ({ openFiles }: Footprint) => openFiles },
] as const;

/** The same services for half an hour, in which a stack is deployed, proven, rotated, compared and destroyed again and again. */
export const soak: Part = {
    name: "soak",
    title: "Up, proof, rotation, proof, drift, destroy in a loop on the same services, with memory and open files flat",
    figures: async ({ engine, environment, pulumiHome, say, size }: PartRun) => {
        const end = performance.now() + (size === "full" ? fullMinutes * 60_000 : 0);
        const trial = await trialStack({ engine, environment, pulumiHome });
        const footprints: Footprint[] = [];
        const failures: string[] = [];
        try {
            const driver = trial.drive();
            do {
                const stopped = await round(life(trial, driver));
                footprints.push(await footprint());
                if (stopped !== undefined) failures.push(`round ${footprints.length} ended at ${stopped}`);
                say(`round ${footprints.length}: ${stopped ?? "held"}, ${shown(footprints.at(-1))}`);
            } while (failures.length === 0 && performance.now() < end);
        } finally {
            await trial.close();
        }
        const grown = allowances.flatMap(({ of, ...allowance }) => growth(footprints.map(of), allowance) ?? []);
        return { counts: countsOf(footprints), failures: [...failures, ...grown] };
    },
};

function countsOf(footprints: readonly Footprint[]): Readonly<Record<string, number>> {
    const [first, last] = [footprints[1] ?? footprints[0], footprints.at(-1)];
    return {
        rounds: footprints.length,
        "megabytes of heap, after the first rounds": first?.heap ?? 0,
        "megabytes of heap, at the end": last?.heap ?? 0,
        "megabytes resident, at most": Math.max(0, ...footprints.map(({ resident }) => resident)),
        "open files, after the first rounds": first?.openFiles ?? 0,
        "open files, at the end": last?.openFiles ?? 0,
    };
}

function shown(footprint: Footprint | undefined): string {
    if (footprint === undefined) return "";
    const { heap, openFiles, resident } = footprint;
    return `${heap.toFixed(1)} MB of heap, ${resident.toFixed(0)} MB resident, ${openFiles} open files`;
}
