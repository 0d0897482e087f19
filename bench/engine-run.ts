import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { worldSeed } from "../cli/sandbox/world-seed.ts";
import { projectName, stackSettings } from "../cli/stack-settings.ts";
import { startRehearsal } from "../sandbox/rehearsal.ts";
import { PeakMemory } from "./peak-memory.ts";

export interface EngineRunOptions {
    readonly projectFolder: string;

    /** A stack that has a program. @default "dev" */
    readonly stack?: string;

    /** Text of the stack file. */
    readonly stackFile: string;

    /** File whose default export is the program. */
    readonly program: string;
    readonly engine: string;

    /** Put into the program's environment. */
    readonly environment?: Readonly<Record<string, string>>;
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
export async function engineRun(options: EngineRunOptions): Promise<EngineRun> {
    const { stack = "dev" } = options;
    const folder = mkdtempSync(`${tmpdir()}/bench-`);
    const project = `${folder}/project`;
    mkdirSync(project);
    copyFileSync(`${options.projectFolder}/Pulumi.yaml`, `${project}/Pulumi.yaml`);
    writeFileSync(`${project}/Pulumi.${stack}.yaml`, options.stackFile);
    try {
        const rehearsal = await startRehearsal({
            ...worldSeed(stackSettings(project, stack), new Date()),
            folder: `${folder}/sandbox`,
            projectFolder: project,
            project: projectName(project),
            stack,
            engine: options.engine,
            providers: "stand-in",
            pulumiHome: "",
            environment: process.env,
            programEnvironment: options.environment ?? {},
            onOutput: () => {},
        });
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
        try {
            return { up: await measured("up"), preview: await measured("preview") };
        } finally {
            await rehearsal.close();
        }
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
}
