import { existsSync, readFileSync } from "node:fs";
import type { Driver } from "../../engine/driver/driver.ts";
import { type OperationResult, recordFiles } from "../../engine/driver/driver-protocol.ts";
import type { Work } from "./work.ts";

/** What came of a preview: what the engine knew of it, and how it ended. */
export interface Recorded {
    /** Texts of the record; empty where the preview ended before there were any. */
    readonly state: string;
    readonly events: string;
    readonly plan: string | undefined;
    readonly result: Pick<OperationResult, "succeeded" | "errors">;

    /** What a reader has to know of it, a sentence each: what it starts from, what is taken for granted. */
    readonly notes: readonly string[];

    /** Commit that was deployed first; absent where the preview does not start from one. */
    readonly base?: string;
}

/** Has the engine preview a stack, and takes what it knows of it. Nothing is changed. */
export async function recordPreview(
    driver: Driver,
    { folder, operation, unless }: Work,
    notes: readonly string[],
): Promise<Recorded> {
    const record = `${folder}/record`;
    const preview = driver.perform(operation === "destroy" ? "previewDestroy" : "preview", { quiet: true, record });
    const result = await unless(preview);
    const text = (name: keyof typeof recordFiles) => {
        const file = `${record}/${recordFiles[name]}`;
        return existsSync(file) ? readFileSync(file, "utf8") : undefined;
    };
    return { state: text("state") ?? "", events: text("events") ?? "", plan: text("plan"), result, notes };
}

/** There was no preview: why, a sentence each. */
export function noPreview(errors: readonly string[], notes: readonly string[]): Recorded {
    return { state: "", events: "", plan: undefined, result: { succeeded: false, errors }, notes };
}

/** One note of several clauses; none where there are none. */
export function note(beginning: string, clauses: readonly string[]): string[] {
    return clauses.length === 0 ? [] : [`${beginning}: ${clauses.join("; ")}.`];
}
