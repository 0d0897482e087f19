import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Engine } from "./engine.ts";
import { engineVersion } from "./engine-version.ts";

const descriptions = {
    vendor: "the vendor's release, its SHA-256 compared with the pinned one",
    go: "built from the Go module, its sums pinned",
} as const;

interface Note {
    readonly source: keyof typeof descriptions;
    readonly version: string;
    readonly size: number;
}

/** The engine that an earlier run left in a folder, if it is whole and of the pinned version. Nothing is run to find out. */
export function keptEngine(folder: string): Engine | undefined {
    const note = readNote(folder);
    if (note?.version !== engineVersion) return undefined;
    if (statSync(commandIn(folder), { throwIfNoEntry: false })?.size !== note.size) return undefined;
    return engineIn(folder, note.source);
}

/** Moves an engine that is ready in `staging` to where later runs find it, whole or not at all. */
export function keepEngine(staging: string, folder: string, source: Note["source"]): Engine {
    const note: Note = { source, version: engineVersion, size: statSync(commandIn(staging)).size };
    writeFileSync(join(staging, "engine.json"), JSON.stringify(note));
    rmSync(folder, { recursive: true, force: true });
    renameSync(staging, folder);
    return engineIn(folder, source);
}

/** The layout of the vendor's installers, so that the Automation API finds it by its `root` too. */
export function commandIn(folder: string): string {
    return join(folder, "bin", "pulumi");
}

function engineIn(folder: string, source: Note["source"]): Engine {
    const why = `${descriptions[source]}, and kept in ${folder}`;
    return { command: commandIn(folder), version: engineVersion, source, why };
}

function readNote(folder: string): Note | undefined {
    try {
        return JSON.parse(readFileSync(join(folder, "engine.json"), "utf8"));
    } catch {
        // Absent, or cut off by a crash: the engine is got anew.
        return undefined;
    }
}
