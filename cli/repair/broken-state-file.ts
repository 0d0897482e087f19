import { copyFileSync, readFileSync } from "node:fs";
import type { StackPlace } from "../drift/drift-in.ts";
import { PersonError } from "../person-error.ts";
import { fileBackEnd } from "./file-back-end.ts";

/** A state file that an engine did not live to write whole, or had no room for, and the copy that it made before. */
export interface BrokenStateFile {
    readonly file: string;
    readonly copy: string;
}

/**
 * The state file of a back end in files, where it is no JSON. The engine copies it to `.bak` before each write.
 *
 * @throws for a person, where the copy is no JSON either
 */
export async function brokenStateFile(place: StackPlace): Promise<BrokenStateFile | undefined> {
    const root = await fileBackEnd(place);
    if (root === undefined) return undefined;
    const file = `${root}/.pulumi/stacks/${place.project}/${place.stack}.json`;
    const copy = `${file}.bak`;
    const text = textOf(file);
    if (text === undefined || isJson(text)) return undefined;
    if (isJson(textOf(copy) ?? "")) return { file, copy };
    throw new PersonError(
        [
            `The state file of stack ${place.stack} is cut off, and there is no whole copy of it beside it: ${file}`,
            `Put back the newest that is whole of ${root}/.pulumi/history/${place.project}/${place.stack}/*.checkpoint.json, and run this again; or rebuild the state:  npm run adopt -- --stack ${place.stack}`,
        ].join("\n"),
    );
}

/** Puts the copy in the place of the file; the copy stays. */
export function putBack({ copy, file }: BrokenStateFile): void {
    copyFileSync(copy, file);
}

function textOf(file: string): string | undefined {
    try {
        return readFileSync(file, "utf8");
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
        throw error;
    }
}

function isJson(text: string): boolean {
    try {
        return typeof JSON.parse(text) === "object";
    } catch {
        return false;
    }
}
