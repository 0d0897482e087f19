import { inSandbox, type SandboxOptions } from "./in-sandbox.ts";
import { PeakMemory } from "./peak-memory.ts";

export interface EngineRunOptions extends SandboxOptions {
    /** File whose default export is the program. */
    readonly program: string;
}

/** What one first `up` and the previews without changes after it took, each from a cold process. */
export interface EngineRun {
    readonly up: Cost;
    readonly preview: Cost;
}

export interface Cost {
    readonly seconds: number;

    /** Engine, program and providers together. */
    readonly peakMegabytes: number | undefined;
    readonly calls: number;
    readonly resources: number;
}

/** Deploys a stack into a sandbox of its own and previews it again, measuring each as a person would wait for it. */
export function engineRun(options: EngineRunOptions): Promise<EngineRun> {
    return inSandbox(options, async (rehearsal) => {
        const measured = async (operation: "up" | "preview"): Promise<Cost> => {
            const mark = rehearsal.world.requests.mark();
            const start = performance.now();
            const driver = rehearsal.drive(options.program);
            const memory = new PeakMemory(driver.session);
            const result = await driver.perform(operation);
            const seconds = (performance.now() - start) / 1000;
            const peakMegabytes = memory.stop();
            await driver.stop();
            if (!result.succeeded) throw new Error(`${operation} failed: ${result.errors.join("\n")}`);
            const resources = Object.values(result.changes).reduce((sum, count) => sum + count, 0);
            return { seconds, peakMegabytes, calls: rehearsal.world.requests.since(mark).length, resources };
        };
        return { up: await measured("up"), preview: await measured("preview") };
    });
}
