import { mkdtempSync } from "node:fs";
import { previewed } from "../../cli/adopt/import-into.ts";
import { type ReleaseOfStack, releasedStack, releasesOfStacks } from "../../contract/releases/released-stack.ts";
import { changeLine } from "../../contract/upgrade/finding.ts";
import type { Part, PartRun } from "../part.ts";
import { stackProgram } from "../stack/trial-stack.ts";

/** Deployments of earlier releases, previewed by the program of today. */
export const states: Part = {
    name: "states",
    title: "States of every earlier release, previewed without a replacement",
    figures: async (run: PartRun) => {
        const all = releasesOfStacks();
        const tried = run.size === "full" ? all : all.slice(-1);
        const seen: string[][] = [];
        const failures: string[] = [];
        for (const one of tried) {
            const name = `${one.release}, ${one.stack}`;
            try {
                const changes = await changesOf(one, run);
                seen.push(changes);
                failures.push(...changes.filter(isDestructive).map((change) => `${name}: ${change}`));
                run.say(`${name}: ${changes.length === 0 ? "no change" : changes.join("; ")}`);
            } catch (error) {
                failures.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
            }
        }
        return {
            counts: {
                "states of releases": all.length,
                tried: tried.length,
                "without a change": seen.filter(({ length }) => length === 0).length,
                "with updates only": seen.filter((changes) => changes.length > 0 && !changes.some(isDestructive))
                    .length,
            },
            failures,
        };
    },
};

async function changesOf(of: ReleaseOfStack, { engine, environment, pulumiHome }: PartRun): Promise<string[]> {
    const trial = await releasedStack(of, { engine, environment, pulumiHome });
    try {
        const { environment: inSandbox, workFolder: folder } = trial.rehearsal;
        const { change } = await previewed(
            { stack: of.stack, project: "microsoft-connection", folder, program: stackProgram, environment: inSandbox },
            mkdtempSync(`${trial.stateFolder}-record-`),
        );
        return change.changes.map(changeLine);
    } finally {
        await trial.close();
    }
}

function isDestructive(change: string): boolean {
    return /^(replace|delete) /.test(change);
}
