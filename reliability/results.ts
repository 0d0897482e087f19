import { readFileSync, writeFileSync } from "node:fs";
import type { Figures } from "./part.ts";

/** One part's figures, and when and on what they were taken. */
export interface PartResult extends Figures {
    /** When it ended, in UTC. */
    readonly date: string;

    /** Commit that was tried; `+` where files differed from it. */
    readonly commit: string;
    readonly cpu: string;
    readonly cores: number;
    readonly node: string;
    readonly seconds: number;
}

/** By part, then by size. */
export type Results = Readonly<Record<string, Readonly<Record<string, PartResult>>>>;

/** Puts one run's figures in the place of earlier ones of the same part and size. Those of other parts stay. */
export function withResult(results: Results, part: string, size: string, result: PartResult): Results {
    return { ...results, [part]: { ...results[part], [size]: result } };
}

/** What is stored; nothing yet where there is no file. */
export function readResults(file: string): Results {
    try {
        return JSON.parse(readFileSync(file, "utf8")) as Results;
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return {};
        throw error;
    }
}

export function writeResults(file: string, results: Results): void {
    writeFileSync(file, `${JSON.stringify(results, undefined, 2)}\n`);
}
