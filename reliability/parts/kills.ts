import { chooseProviders } from "../../sandbox/providers.ts";
import { writes } from "../kills/cases.ts";
import { evenly } from "../kills/evenly.ts";
import type { KillCase } from "../kills/kill-case.ts";
import { killFigures } from "../kills/kill-figures.ts";
import { type KillRunOptions, type KillTarget, runKills } from "../kills/run-kills.ts";
import type { Part, PartRun } from "../part.ts";

/** An up, a refresh, a rotation and a destroy, killed at every request, for both stacks. */
export const kills: Part = {
    name: "kills",
    title: "An up, a refresh, a rotation and a destroy of both stacks, killed at every request; then at most one npm run repair and the same again",
    figures: async (run: PartRun) => {
        if (run.size === "quick") {
            return killFigures(await runKills({ ...run, targets: [{ stack: "dev", operation: "up" }], ...quick }));
        }
        const standIn = await runKills({ ...run, targets: everything });
        const isReal = chooseProviders("auto", process.platform, run.pulumiHome).kind === "real";
        if (!isReal) return killFigures(standIn);
        const real = await runKills({ ...run, providers: "real", targets: everything.filter(isOfDev), chosen: sample });
        return killFigures({
            results: [...standIn.results, ...real.results],
            broken: [...standIn.broken, ...real.broken],
        });
    },
};

const operations = ["up", "refresh", "rotation", "destroy"] as const;

const everything: readonly KillTarget[] = ["dev", "prod"].flatMap((stack) =>
    operations.map((operation) => ({ stack, operation })),
);

function isOfDev({ stack }: KillTarget): boolean {
    return stack === "dev";
}

/** One write whose answer is lost to KILL; never from an earlier run. */
const quick = {
    isFresh: true,
    killers: 1,
    chosen: (kills, requests) => {
        const write = requests.findIndex((request) => request.method === "POST" && writes(request)) + 1;
        return kills.filter(({ request, signal }) => request === write && signal === "SIGKILL").slice(0, 1);
    },
} satisfies Partial<KillRunOptions>;

/** With the real providers, which take twenty seconds to delete: KILL where the answer of a write is lost, and some of the rest. */
function sample(
    kills: readonly KillCase[],
    requests: Parameters<NonNullable<KillRunOptions["chosen"]>>[1],
): readonly KillCase[] {
    const lost = kills.filter(({ moment, signal }) => signal === "SIGKILL" && moment === "answer lost");
    const written = lost.filter(({ request }) => requests.slice(request - 1, request).some(writes));
    return lost[0]?.operation === "up" ? written : evenly(lost).slice(0, 4);
}
