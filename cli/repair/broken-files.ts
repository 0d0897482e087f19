import { copyFileSync, rmSync } from "node:fs";
import { parsedJson } from "../../clouds/parsed-json.ts";
import type { StackPlace } from "../drift/drift-in.ts";
import { fileText } from "../file-text.ts";
import { PersonError } from "../person-error.ts";
import { fileBackEnd } from "./file-back-end.ts";
import { filesIn } from "./files-in.ts";

/** What an engine did not live to write whole, or had no room for. */
export interface BrokenFiles {
    /** The state file, and the copy that the engine made before it wrote. */
    readonly state: { readonly file: string; readonly copy: string } | undefined;

    /** What the engine keeps about a file, beside it: it does without, and reads nothing where it is cut off. */
    readonly attributes: readonly string[];
}

/**
 * Files of a stack that are no JSON, in a back end in files. The engine copies the state to `.bak` before each write; what it writes about
 * each file is called `.attrs` (gocloud.dev, `blob/fileblob`), and it fails with `EOF` where that is empty.
 *
 * @returns undefined where there are none
 * @throws for a person, where there is no copy of a broken state file
 */
export async function brokenFiles(place: StackPlace): Promise<BrokenFiles | undefined> {
    const root = await fileBackEnd(place);
    if (root === undefined) return undefined;
    const own = `${place.project}/${place.stack}`;
    const file = `${root}/.pulumi/stacks/${own}.json`;
    const attributes = [
        `${root}/.pulumi/meta.yaml.attrs`,
        `${file}.attrs`,
        `${file}.bak.attrs`,
        ...["locks/organization", "history", "backups"].flatMap((folder) =>
            filesIn(`${root}/.pulumi/${folder}/${own}`, ".attrs"),
        ),
    ].filter(isBroken);
    const state = isBroken(file) ? { file, copy: wholeCopy(place, root, file) } : undefined;
    return state === undefined && attributes.length === 0 ? undefined : { state, attributes };
}

/** Puts the copy in the place of the state file, and removes what is cut off beside others. */
export function mend({ attributes, state }: BrokenFiles): void {
    if (state !== undefined) copyFileSync(state.copy, state.file);
    for (const file of attributes) rmSync(file);
}

/** What is broken and what becomes of it, in words. */
export function brokenText({ attributes, state }: BrokenFiles): string {
    const lines = [];
    if (state !== undefined) {
        lines.push(`The state file is cut off; the copy that the engine made before is put back:\n  ${state.copy}`);
    }
    if (attributes.length > 0) {
        lines.push(
            [
                "What the engine notes beside its files is cut off; it does without, and that is removed:",
                ...attributes,
            ].join("\n  "),
        );
    }
    return lines.join("\n");
}

function wholeCopy({ project, stack }: StackPlace, root: string, file: string): string {
    const copy = `${file}.bak`;
    if (fileText(copy) !== undefined && !isBroken(copy)) return copy;
    throw new PersonError(
        [
            `The state file of stack ${stack} is cut off, and there is no whole copy of it beside it: ${file}`,
            `Put back the newest that is whole of ${root}/.pulumi/history/${project}/${stack}/*.checkpoint.json, and run this again; or rebuild the state:  npm run adopt -- --stack ${stack}`,
        ].join("\n"),
    );
}

/** Whether there is such a file, and it is no JSON. */
function isBroken(file: string): boolean {
    const text = fileText(file);
    return text !== undefined && typeof parsedJson(text) !== "object";
}
