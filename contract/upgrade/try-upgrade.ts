import { mkdtempSync, rmSync } from "node:fs";
import { fileText } from "../../cli/file-text.ts";
import { recordFiles } from "../../engine/driver/driver-protocol.ts";
import { packDays } from "../../operate/rotate/pack-days.ts";
import { rotate } from "../../operate/rotate/rotate.ts";
import { stackFileSettings } from "../../operate/rotate/stack-file-settings.ts";
import { type TrialStack, trialStack } from "../../reliability/stack/trial-stack.ts";
import { stackChange } from "../../review/engine-data/stack-change.ts";
import type { StackChange } from "../../review/stack-change.ts";
import { type ExportedState, exportedState } from "../releases/exported-state.ts";
import { changesBeyond, type ScenarioFinding } from "./finding.ts";
import { type OtherPlugin, putInPlace } from "./other-version.ts";
import { stateDifferences } from "./state-differences.ts";

export interface UpgradeOptions {
    readonly stack: string;

    /** The `pulumi` command, by its path. */
    readonly engine: string;

    /** The person's Pulumi home, where the installed plugins are. */
    readonly pulumiHome: string;
    readonly environment: Readonly<Record<string, string | undefined>>;

    /** What is to take the place of the installed ones. */
    readonly plugins: readonly OtherPlugin[];
    readonly say: (line: string) => void;
}

const project = "microsoft-connection";

/** Deploys a stack with the installed providers, and goes on with others in their place. */
export async function tryUpgrade(options: UpgradeOptions): Promise<ScenarioFinding[]> {
    const { engine, environment, plugins, pulumiHome, say, stack } = options;
    const trial = await trialStack({ stack, engine, pulumiHome, environment, providers: "real" });
    try {
        say(`${stack}: deployed with the installed providers …`);
        await performed(trial, "up");
        const before = exportedState(placeOf(trial, engine));
        const installed = await foreseen(trial);

        say(`${stack}: the same with ${plugins.map(({ name }) => name).join(" and ")} in the other version …`);
        for (const plugin of plugins) putInPlace(String(trial.rehearsal.environment["PULUMI_HOME"]), plugin);
        const other = await foreseen(trial);
        return [
            ...scenarios.map(({ name }) => compared(stack, name, installed, other)),
            await updated(trial, engine, before),
            await destroyed(trial),
        ];
    } finally {
        await trial.close();
    }
}

/** Previews that are compared: what each does to the stack file first. */
const scenarios = [
    { name: "preview", operation: "preview", edit: (text: string) => text },
    { name: "refresh", operation: "previewRefresh", edit: (text: string) => text },
    { name: "rotation", operation: "preview", edit: rotated },
] as const;

interface Foreseen {
    readonly change: StackChange;
    readonly errors: readonly string[];
    readonly unserved: readonly string[];
}

/** Every scenario's preview, by its name; the stack file is as it was afterwards. */
async function foreseen(trial: TrialStack): Promise<Map<string, Foreseen>> {
    const seen = new Map<string, Foreseen>();
    for (const { edit, name, operation } of scenarios) {
        const original = trial.stackFile();
        trial.edit(edit);
        seen.set(name, await previewed(trial, operation));
        trial.edit(() => original);
    }
    return seen;
}

async function previewed(trial: TrialStack, operation: "preview" | "previewRefresh"): Promise<Foreseen> {
    const record = mkdtempSync(`${trial.stateFolder}-record-`);
    const mark = trial.world.requests.mark();
    const driver = trial.drive();
    const { errors } = await driver.perform(operation, { quiet: true, record });
    await driver.stop();
    const text = (name: keyof typeof recordFiles) => fileText(`${record}/${recordFiles[name]}`);
    const texts = { state: text("state") ?? "", events: text("events") ?? "", plan: text("plan") };
    rmSync(record, { recursive: true });
    const change = stackChange({ project, stack: trial.stack, operation: "update", ...texts });
    return { change, errors: [...errors, ...change.unreadable], unserved: unservedSince(trial, mark) };
}

function compared(
    stack: string,
    scenario: string,
    installed: ReadonlyMap<string, Foreseen>,
    other: ReadonlyMap<string, Foreseen>,
): ScenarioFinding {
    const [before, after] = [installed.get(scenario), other.get(scenario)];
    if (before === undefined || after === undefined) throw new Error(`there is no scenario ${scenario}`);
    const { errors, unserved } = after;
    return { stack, scenario, ...changesBeyond(before.change, after.change), unserved, errors };
}

/** What an update with the other version leaves in the state, and whether it comes to rest. */
async function updated(trial: TrialStack, engine: string, before: ExportedState): Promise<ScenarioFinding> {
    const mark = trial.world.requests.mark();
    const { changes, errors } = await tried(trial, "up");
    const again = await previewed(trial, "preview");
    const rest = again.change.changes.map(
        ({ name, operation, type }) => `${operation} ${type.split(":").at(-1)} ${name}, still`,
    );
    return {
        stack: trial.stack,
        scenario: "up",
        changes: [...countsOf(changes), ...rest],
        destructive: countsOf(changes).filter((count) => /^(replace|delete)/.test(count)),
        state: stateDifferences(before, exportedState(placeOf(trial, engine))),
        unserved: unservedSince(trial, mark),
        errors: [...errors, ...again.errors],
    };
}

/** Whether the other version takes away what the installed one made. */
async function destroyed(trial: TrialStack): Promise<ScenarioFinding> {
    const mark = trial.world.requests.mark();
    await performed(trial, "unprotect");
    const { errors } = await tried(trial, "destroy");
    return {
        stack: trial.stack,
        scenario: "destroy",
        changes: [],
        destructive: [],
        unserved: unservedSince(trial, mark),
        errors,
    };
}

function countsOf(changes: Readonly<Record<string, number>>): string[] {
    return Object.entries(changes).flatMap(([operation, count]) =>
        operation === "same" ? [] : [`${operation} ${count}`],
    );
}

async function tried(trial: TrialStack, operation: "up" | "destroy" | "unprotect") {
    const driver = trial.drive();
    const result = await driver.perform(operation, { quiet: true });
    await driver.stop();
    return result;
}

async function performed(trial: TrialStack, operation: "up" | "unprotect"): Promise<void> {
    const { errors, succeeded } = await tried(trial, operation);
    if (!succeeded)
        throw new Error(`${operation} of ${trial.stack} with the installed providers:\n${errors.join("\n")}`);
}

function unservedSince({ world }: TrialStack, mark: number): string[] {
    const paths = world.requests
        .since(mark)
        .filter(({ status }) => status === 501)
        .map(({ method, path }) => `${method} ${path}`);
    return [...new Set(paths)];
}

function placeOf({ rehearsal, stack }: TrialStack, engine: string) {
    return { engine, stack, workFolder: rehearsal.workFolder, environment: rehearsal.environment };
}

/** The stack file after the next rotation of every connection. */
function rotated(text: string): string {
    const { problems, settings } = stackFileSettings(text, project);
    if (settings === undefined)
        throw new Error(`the stack file is broken: ${problems.map(({ key }) => key).join(", ")}`);
    return rotate({ stack: "trial", project, text, settings, now: new Date(), packDays: packDays(undefined) }).text;
}
