import { policyPacks } from "../cli/policy-packs.ts";
import type { EngineRunOptions } from "./engine-run.ts";
import { inSandbox } from "./in-sandbox.ts";
import { median } from "./median.ts";
import type { Row } from "./table.ts";

/** A preview without changes with the policy pack on, from a cold process. The floor is the same preview without the pack. */
export function policyRow(name: string, options: EngineRunOptions, runs: number): Promise<Row> {
    return inSandbox(options, async ({ drive }) => {
        const seconds = { with: [] as number[], without: [] as number[] };
        const measured = async (
            operation: "up" | "preview",
            packs: ReturnType<typeof policyPacks>,
        ): Promise<number> => {
            const start = performance.now();
            const driver = drive(options.program, { policyPacks: packs });
            const { errors, succeeded } = await driver.perform(operation, { quiet: true });
            const taken = (performance.now() - start) / 1000;
            await driver.stop();
            if (!succeeded) throw new Error(`${operation} of ${name} failed: ${errors.join("\n")}`);
            return taken;
        };
        await measured("up", []);
        // One after the other, so that a machine that slows down slows both.
        for (let run = 1; run <= runs; run += 1) {
            console.error(`round ${run} of ${runs}: policies, ${name}`);
            seconds.without.push(await measured("preview", []));
            seconds.with.push(await measured("preview", policyPacks(options.projectFolder)));
        }
        const what = `preview without changes, with the policy pack, ${name}`;
        return { what, figure: "seconds", median: median(seconds.with), floor: median(seconds.without) };
    });
}
