import { mkdirSync } from "node:fs";
import type { LoggedRequest } from "../../sandbox/service/request-log.ts";
import { killsOf } from "./cases.ts";
import { evenly } from "./evenly.ts";
import { type KillCase, type KillResult, keyOf } from "./kill-case.ts";
import { KillLog } from "./kill-log.ts";
import type { KillerSettings } from "./kill-protocol.ts";
import { Killer } from "./killer.ts";
import { tree } from "./tree.ts";

/** An operation on a stack. */
export type KillTarget = Pick<KillCase, "stack" | "operation">;

export interface KillRunOptions extends Pick<KillerSettings, "engine" | "pulumiHome"> {
    /** @default "stand-in" */
    readonly providers?: KillCase["providers"];
    readonly targets: readonly KillTarget[];

    /** Which of the kills are tried, by the requests that the operation makes undisturbed. @default all */
    readonly chosen?: (kills: readonly KillCase[], requests: readonly LoggedRequest[]) => readonly KillCase[];

    /** Folder with what earlier runs found; what recovered with the same code is not tried again. */
    readonly folder: string;

    /** Also goes on from what was found with other code. @default false */
    readonly withOtherCode?: boolean;

    /** Tries again what an earlier run has found too. @default false */
    readonly isFresh?: boolean;

    /** Kills side by side; what one waits for leaves a core to another. @default 3 */
    readonly killers?: number;

    readonly say: (line: string) => void;
}

/** What came of all kills that were asked for, those of earlier runs included. */
export interface KillRun {
    readonly results: readonly KillResult[];

    /** Trials that could not be held. */
    readonly broken: readonly string[];
}

/** Kills operations at all their requests, several side by side. */
export async function runKills(options: KillRunOptions): Promise<KillRun> {
    const { engine, folder, killers: count = 3, providers = "stand-in", pulumiHome, say } = options;
    mkdirSync(folder, { recursive: true });
    const settings: KillerSettings = {
        engine,
        pulumiHome,
        providers,
        tree: tree(),
        compileCache: `${folder}/compile-cache`,
    };
    const log = new KillLog(`${folder}/kills.jsonl`, options.withOtherCode === true ? undefined : settings.tree);
    const killers = Array.from({ length: count }, () => new Killer(settings));
    try {
        const all = await casesOf(options, providers, killers);
        const bySignal = all.toSorted((one, other) => one.signal.localeCompare(other.signal));
        const left = evenly(bySignal.filter((kill) => options.isFresh === true || !log.hasRecovered(kill)));
        say(`${all.length} kills, ${left.length} of them to be tried`);
        if (options.isFresh !== true)
            for (const result of log.results) for (const killer of killers) killer.learn(result);
        const broken = await tried(left, { killers, log, say, settings });
        return { results: all.flatMap((kill) => log.of(kill) ?? []), broken };
    } finally {
        await Promise.all(killers.map((killer) => killer.close()));
    }
}

/** All kills that are asked for; each stack is counted by one process. */
async function casesOf(
    { chosen = (kills) => kills, targets }: KillRunOptions,
    providers: KillCase["providers"],
    killers: readonly Killer[],
): Promise<KillCase[]> {
    const stacks = [...new Set(targets.map(({ stack }) => stack))];
    const cases = await Promise.all(
        stacks.map(async (stack, index) => {
            const found: KillCase[] = [];
            for (const { operation } of targets.filter((target) => target.stack === stack)) {
                const requests = await at(killers, index).count(stack, operation);
                found.push(...chosen(killsOf({ stack, providers, operation }, requests), requests));
            }
            return found;
        }),
    );
    return cases.flat();
}

interface Trials {
    readonly killers: Killer[];
    readonly log: KillLog;
    readonly say: (line: string) => void;
    readonly settings: KillerSettings;
}

async function tried(left: readonly KillCase[], { killers, log, say, settings }: Trials): Promise<string[]> {
    const queue = [...left];
    const broken: string[] = [];
    const start = performance.now();
    let done = 0;
    await Promise.all(
        killers.map(async (_, index) => {
            for (let kill = queue.shift(); kill !== undefined; kill = queue.shift()) {
                try {
                    const result = await at(killers, index).kill(kill);
                    log.add(result);
                    for (const other of killers) if (other !== killers[index]) other.learn(result);
                    for (const difference of result.differences) say(`${keyOf(kill)}: ${difference}`);
                } catch (error) {
                    const why = error instanceof Error ? error.message : String(error);
                    broken.push(`${keyOf(kill)}: the trial could not be held: ${why}`);
                    say(broken.at(-1) ?? "");
                    await at(killers, index).close();
                    killers[index] = new Killer(settings);
                    for (const result of log.results) at(killers, index).learn(result);
                }
                done += 1;
                if (done % 10 === 0 || queue.length === 0) {
                    const minutes = (performance.now() - start) / 60_000;
                    const rest = ((left.length - done) * minutes) / done;
                    say(`${done} of ${left.length}, ${minutes.toFixed(1)} minutes, about ${rest.toFixed(0)} more`);
                }
            }
        }),
    );
    return broken;
}

function at(killers: readonly Killer[], index: number): Killer {
    const killer = killers[index % killers.length];
    if (killer === undefined) throw new Error("nobody kills");
    return killer;
}
