import { Prover } from "../proof/prover.ts";
import { askProcess } from "./ask-process.ts";
import { withBareService } from "./bare-service.ts";
import { withDeployedStack } from "./deployed-stack.ts";
import type { EngineRunOptions } from "./engine-run.ts";
import { median } from "./median.ts";
import { processStart } from "./process-start.ts";
import type { Row } from "./table.ts";

/**
 * The whole proof of a deployed stack, from the start of the judge's process to its verdict. The floor is a process that loads the
 * judge, and a bare service that answers as many requests one after the other.
 */
export function proofRow(name: string, options: EngineRunOptions, runs: number): Promise<Row> {
    return withDeployedStack(options, async ({ environment, request, world }) => {
        const milliseconds: number[] = [];
        const floors: number[] = [];
        for (let run = 1; run <= runs; run += 1) {
            console.error(`round ${run} of ${runs}: proof, ${name}`);
            const mark = world.requests.mark();
            const start = performance.now();
            const prover = new Prover(environment);
            try {
                const { rows } = await prover.prove(request);
                milliseconds.push(performance.now() - start);
                const broken = rows.filter(({ outcome }) => outcome === "broken");
                if (broken.length > 0) throw new Error(`${name}: ${broken.map(({ claim }) => claim).join("; ")}`);
            } finally {
                await prover.close();
            }
            const asked = world.requests.since(mark).length;
            const { seconds } = await processStart("import-judge.ts");
            const bare = await withBareService({ answer: "constant" }, (load) =>
                askProcess("load-process.ts", { ...load, atOnce: 1 }),
            );
            floors.push((seconds + asked / (bare as number)) * 1000);
        }
        return { what: `proof, ${name}`, figure: "milliseconds", median: median(milliseconds), floor: median(floors) };
    });
}
