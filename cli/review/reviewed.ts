import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import type { Driver } from "../../engine/driver/driver.ts";
import type { Report, StackReport } from "../../review/report.ts";
import { engineForPerson } from "../engine-for-person.ts";
import { PersonError } from "../person-error.ts";
import { runningSandbox } from "../sandbox/run-file.ts";
import { sandboxFolder } from "../sandbox/start-sandbox.ts";
import { stopOnSignal } from "../sandbox/stop-on-signal.ts";
import { projectName } from "../stack-settings.ts";
import type { Asked } from "./asked.ts";
import { baseOf } from "./base.ts";
import { type BaseProject, inOwnSandbox } from "./in-own-sandbox.ts";
import { inRealWorld } from "./in-real-world.ts";
import { inRunningSandbox } from "./in-running-sandbox.ts";
import { projectAt } from "./project-at.ts";
import { noPreview, type Recorded } from "./record-preview.ts";
import { reportOn } from "./report-on.ts";
import { settingsOf } from "./settings-of.ts";
import type { Work } from "./work.ts";

/** Where one stack is reviewed. */
interface World {
    /** Whether it is there after the review. */
    readonly isKept: boolean;
    readonly record: (work: Work) => Promise<Recorded>;
}

/** Reviews the stacks that were asked for, one after the other: real or in a sandbox, each in the one it is deployed in if one runs. */
export async function reviewed(asked: Asked, projectFolder: string, say: (line: string) => void): Promise<Report> {
    const folder = mkdtempSync(`${tmpdir()}/review-`);
    const drivers: Driver[] = [];
    const stop = stopOnSignal(() => {
        for (const driver of drivers) driver.interrupt();
        say("Stopping the engine.");
    });
    try {
        const worldOf = worlds(asked, projectFolder, folder);
        const engine = await engineForPerson(say);
        const stacks: StackReport[] = [];
        for (const stack of asked.stacks) {
            const own = `${folder}/${stack}`;
            mkdirSync(own, { mode: 0o700 });
            const watched = (driver: Driver) => {
                drivers.push(driver);
                return driver;
            };
            const { operation } = asked;
            const work = { projectFolder, operation, engine, folder: own, say, unless: stop.unless, watched };
            stacks.push(await reportOnStack(stack, worldOf(stack), work));
        }
        return { version: 1, world: asked.real ? "real" : "sandbox", stacks };
    } finally {
        rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    }
}

/** Decides the world of each stack; what is wrong with the request itself is told before any work. */
function worlds(asked: Asked, projectFolder: string, folder: string): (stack: string) => World {
    if (asked.real) return (stack) => ({ isKept: true, record: (work) => inRealWorld(stack, work) });
    const running = runningSandbox(sandboxFolder(projectFolder));
    const others = asked.stacks.filter((stack) => stack !== running?.stack);
    if (running !== undefined && asked.base !== undefined && others.length < asked.stacks.length) {
        throw new PersonError(
            `--base is for a sandbox of its own, and one runs with ${running.stack} (process ${running.pid}): its review starts from what is deployed there.\nLeave --base out, or stop it:  kill ${running.pid}`,
        );
    }
    const base = others.length === 0 ? undefined : baseProject(asked, projectFolder, folder);
    return (stack) =>
        running !== undefined && stack === running.stack
            ? { isKept: true, record: (work) => inRunningSandbox(stack, running, work) }
            : { isKept: false, record: (work) => inOwnSandbox(stack, base ?? noBase, work) };
}

const noBase: BaseProject = { commit: undefined, why: "nothing", folder: undefined };

function baseProject({ base: asked, stacks }: Asked, projectFolder: string, folder: string): BaseProject {
    const target = process.env["GITHUB_BASE_REF"];
    const base = baseOf({ projectFolder, stacks, asked, target });
    const at = base.commit === undefined ? undefined : projectAt(base.commit, projectFolder, `${folder}/base`);
    return { ...base, folder: at };
}

/** A stack's report; what keeps it from being previewed is in it. */
async function reportOnStack(stack: string, { isKept, record }: World, work: Work): Promise<StackReport> {
    const { operation, projectFolder } = work;
    const recorded = await record(work).catch((error: unknown) => {
        // Stopped by a signal: its message is empty.
        if (!(error instanceof PersonError) || error.message === "") throw error;
        return noPreview([error.message], []);
    });
    const settings = settingsOr(projectFolder, stack);
    return reportOn({ stack, project: projectName(projectFolder), operation, settings, isKept }, recorded);
}

/** Nothing for a file that cannot be read: there is no preview of that stack then, and no fingerprint. */
function settingsOr(projectFolder: string, stack: string): unknown {
    try {
        return settingsOf(projectFolder, stack);
    } catch {
        return undefined;
    }
}
