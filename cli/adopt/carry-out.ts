import { readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import type { Adoption } from "../../operate/adopt/adoption.ts";
import { editedStackFile } from "../../operate/adopt/edit-stack-file.ts";
import { type Remaining, remaining } from "../../operate/adopt/remaining.ts";
import { sketchOf } from "../../operate/adopt/sketch.ts";
import { PersonError } from "../person-error.ts";
import { importInto, previewed } from "./import-into.ts";
import type { AdoptPlace } from "./place.ts";
import { withoutManaged } from "./plan-adoption.ts";
import { urnsInState } from "./state-of.ts";

/** What came of it. */
export interface CarriedOut {
    /** What went into the state: type and name. */
    readonly taken: readonly string[];

    /** What a preview shows after it. */
    readonly remaining: Remaining;
}

/**
 * Writes the stack file, takes what was found into the state, and previews. Run again after a failure it goes on: what is in the state
 * already is passed over.
 */
export async function carryOut(place: AdoptPlace, { edits, found, text }: Adoption): Promise<CarriedOut> {
    const { folder, project, scratch, stack, stackFile } = place;
    writeWhole(stackFile, text);
    const used = `${folder}/Pulumi.${stack}.yaml`;
    // A sandbox works on a copy, which has its own salt.
    if (used !== stackFile) writeWhole(used, editedStackFile(readFileSync(used, "utf8"), project, edits));

    const before = urnsInState(place);
    const taken = await importInto(place, found, `${scratch}/import-${stack}.json`).catch((error: unknown) => {
        throw halfWay(place, before, error);
    });
    const after = await previewed(place, `${scratch}/record-after`);
    const { sketch } = sketchOf(text, project);
    if (sketch === undefined) throw new Error("a stack file that was just written cannot be read");
    return { taken, remaining: remaining(withoutManaged(after, before), sketch) };
}

function halfWay(place: AdoptPlace, before: ReadonlySet<string>, error: unknown): unknown {
    if (!(error instanceof PersonError)) return error;
    const now = [...urnsInState(place)].filter((urn) => !before.has(urn) && !urn.includes("pulumi:providers:"));
    return new PersonError(
        [
            error.message,
            now.length === 0 ? "The state is as it was." : "The state has of it by now:",
            ...now.map((urn) => `  ${urn.split("::").slice(2).join(" ")}`),
            `The stack file is written. To go on, run the same command again: npm run adopt -- --stack ${place.stack}`,
        ].join("\n"),
        error.exitCode,
    );
}

/** The whole file or nothing of it. */
function writeWhole(path: string, text: string): void {
    const beside = `${path}.${process.pid}.new`;
    writeFileSync(beside, text, { mode: statSync(path).mode, flag: "wx" });
    renameSync(beside, path);
}
