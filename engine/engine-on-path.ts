import { accessSync, constants, mkdirSync, readFileSync, realpathSync, statSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import { askVersion } from "./ask-version.ts";
import type { Engine, Environment } from "./engine.ts";
import { engineVersion, refusalOfVersion } from "./engine-version.ts";

export interface PathSearch {
    /** The first `pulumi` on PATH that is new enough. */
    readonly engine?: Engine;

    /** Why those before it, or all of them, were passed over. */
    readonly refusals: readonly string[];
}

/** @param memoryFile where the versions of engines seen earlier are kept, so that they need not be asked again */
export async function engineOnPath(environment: Environment, memoryFile: string): Promise<PathSearch> {
    const refusals: string[] = [];
    for (const command of commandsOn(environment["PATH"] ?? "")) {
        const version = await rememberedVersion(command, environment, memoryFile).catch(() => undefined);
        const refusal = version === undefined ? "it does not answer `pulumi version`" : refusalOfVersion(version);
        if (version !== undefined && refusal === undefined) {
            const why = `it is on PATH and not older than ${engineVersion}`;
            return { engine: { command, version, source: "PATH", why }, refusals };
        }
        refusals.push(`${command}: ${refusal}`);
    }
    return { refusals: refusals.length > 0 ? refusals : ["none found"] };
}

/** Every `pulumi` on a search path, in its order. Those in a `node_modules/.bin` are downloaders, not engines. */
export function commandsOn(path: string): string[] {
    const folders = path
        .split(delimiter)
        .filter((folder) => folder !== "" && !/\bnode_modules\/\.bin\/?$/.test(folder));
    return [...new Set(folders.map((folder) => join(resolve(folder), "pulumi")))].filter(isExecutable);
}

function isExecutable(file: string): boolean {
    try {
        accessSync(file, constants.X_OK);
        return statSync(file).isFile();
    } catch {
        // Not there, or not ours to run: no engine either way.
        return false;
    }
}

interface Remembered {
    readonly size: number;
    readonly changed: number;
    readonly version: string;
}

async function rememberedVersion(command: string, environment: Environment, memoryFile: string): Promise<string> {
    const file = realpathSync(command);
    const { size, mtimeMs: changed } = statSync(file);
    const memory = readMemory(memoryFile);
    const seen = memory[file];
    if (seen?.size === size && seen.changed === changed) return seen.version;

    const version = await askVersion(command, environment);
    // A version manager's shim is a small script, and may start another engine tomorrow.
    if (size > 1_000_000) writeMemory(memoryFile, { ...memory, [file]: { size, changed, version } });
    return version;
}

function readMemory(file: string): Readonly<Record<string, Remembered>> {
    try {
        return JSON.parse(readFileSync(file, "utf8"));
    } catch {
        // Absent, or cut off by a crash: the engines are asked again.
        return {};
    }
}

function writeMemory(file: string, memory: Readonly<Record<string, Remembered>>): void {
    try {
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, JSON.stringify(memory));
    } catch {
        // A cache that cannot be written costs a fraction of a second each time, no more.
    }
}
