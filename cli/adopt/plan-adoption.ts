import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { parseDocument } from "yaml";
import type { Adoption } from "../../operate/adopt/adoption.ts";
import { editedStackFile } from "../../operate/adopt/edit-stack-file.ts";
import type { Found } from "../../operate/adopt/found.ts";
import type { Choices } from "../../operate/adopt/look.ts";
import { lostOptions } from "../../operate/adopt/lost-options.ts";
import { type Edit, proposal } from "../../operate/adopt/proposal.ts";
import { type AfterImport, asFoundEdits, remaining } from "../../operate/adopt/remaining.ts";
import { type Sketch, sketchOf } from "../../operate/adopt/sketch.ts";
import { stackFileSettings } from "../../operate/rotate/stack-file-settings.ts";
import type { StackChange } from "../../review/stack-change.ts";
import { problemText } from "../../stacks/settings/problem.ts";
import { fileText } from "../file-text.ts";
import { PersonError } from "../person-error.ts";
import { policyPacks } from "../policy-packs.ts";
import { emptyState } from "../review/empty-state.ts";
import { importInto, type Previewed, previewed, type StateOf } from "./import-into.ts";
import { lookFrom } from "./look-from.ts";
import type { AdoptPlace } from "./place.ts";
import { managedKeys, urnsInState } from "./state-of.ts";

/** How often what is left is let stay as it was found, and previewed again. */
const rounds = 5;

/**
 * Finds out what an adoption comes to, on a state of its own that goes away: what exists, which settings make the difference none, and
 * what a preview shows after the import. Only reads, in both clouds, in the state, in the stack file.
 */
export async function planAdoption(
    place: AdoptPlace,
    choices: Choices,
    say: (line: string) => void,
): Promise<Adoption> {
    const { project, stack, stackFile } = place;
    const original = readFileSync(stackFile, "utf8");
    const sketch = sketchIn(place, original);
    const found = await lookFrom(place.environment, { stack, sketch, choices });
    refuseMissing(stack, found);

    const urns = urnsInState(place);
    const edits = proposal(sketch, found, managedKeys(urns));
    const text = editedStackFile(original, project, edits);
    refuseUnfit(stack, text, project);

    say("Trying it on a state that goes away again …");
    const state = scratchState(place, text);
    const known = new Set([...urns].map(shortName));
    const all = await importInto(state, found, `${place.scratch}/import.json`);
    const taken = all.filter((name) => !known.has(name));
    const tried = await settled(place, { state, text, edits, urns, sketch });
    return { stack, found, taken, lost: lostOptions(found), ...tried };
}

interface Trial {
    readonly state: StateOf;
    readonly text: string;
    readonly edits: readonly Edit[];
    readonly urns: ReadonlySet<string>;
    readonly sketch: Sketch;
}

/** Previews, lets stay as it was found what can, and previews again until nothing more can. */
async function settled(
    { project, projectFolder, scratch, stack }: AdoptPlace,
    { sketch, state, urns, ...trial }: Trial,
): Promise<Pick<Adoption, "edits" | "text" | "remaining" | "refused">> {
    let { edits, text } = trial;
    for (let round = 1; ; round += 1) {
        const left = remaining(withoutManaged(await previewed(state, `${scratch}/record-${round}`), urns), sketch);
        const more = asFoundEdits(left, ownSettings(text, project));
        if (more.length === 0 || round === rounds) {
            const judged = await previewed(state, `${scratch}/record-judged`, policyPacks(projectFolder));
            return { edits, text, remaining: left, refused: refusedOf(judged.change) };
        }
        edits = merged(edits, more);
        text = editedStackFile(text, project, more);
        refuseUnfit(stack, text, project);
        writeScratch(state, text);
    }
}

/** Type and name, as an import tells what it took. */
function shortName(urn: string): string {
    const [, type = "", name = ""] = /:([^:]+)::([^:]+(?::[^:]+)*)$/.exec(urn) ?? [];
    return `${type} ${name}`;
}

/** Of two edits of one value the later counts, from what it was before both. */
function merged(edits: readonly Edit[], more: readonly Edit[]): Edit[] {
    const at = ({ path }: Edit) => path.join(".");
    const first = new Map(edits.map((edit) => [at(edit), edit]));
    const kept = edits.filter((edit) => !more.some((one) => at(one) === at(edit)));
    return [
        ...kept,
        ...more.map((edit) => ({ ...edit, before: first.has(at(edit)) ? first.get(at(edit))?.before : edit.before })),
    ];
}

/** What the state had before is no part of this. */
export function withoutManaged({ change, isSame }: Previewed, urns: ReadonlySet<string>): AfterImport {
    return { changes: change.changes.filter(({ urn }) => !urns.has(urn)), isSame };
}

function refusedOf({ policies }: StackChange): string[] {
    return policies
        .filter(({ level }) => level === "mandatory")
        .map(({ problems, rule }) => `${rule}: ${problems.join("; ")}`);
}

function sketchIn({ project, stack }: AdoptPlace, text: string): Sketch {
    const { problems, sketch } = sketchOf(text, project);
    if (sketch !== undefined) return sketch;
    throw new PersonError(
        [
            `Pulumi.${stack}.yaml does not say what to adopt:`,
            ...problems.map((problem) => `  ${problem}`),
            "It takes auth0.domain, microsoft.tenantId, and the connections and clients by key and name; docs/adopt.md has one.",
        ].join("\n"),
    );
}

function refuseMissing(stack: string, { connections, problems }: Found): void {
    const found = Object.values(connections).filter((one) => one !== undefined);
    const lonely = Object.entries(connections).flatMap(([key, one]) =>
        one !== undefined && one.application === undefined
            ? [`connections.${key}: the directory has no app registration with client id ${one.options["client_id"]}`]
            : [],
    );
    const wrong = [...problems, ...lonely];
    if (found.length > 0 && wrong.length === 0) return;
    throw new PersonError(
        [
            `What Pulumi.${stack}.yaml names was not all found. Nothing was changed.`,
            ...wrong.map((problem) => `  ${problem}`),
            "Correct the names, or say what a key stands for: --connection KEY=NAME_OR_ID, --client KEY=CLIENT_ID. What is yet to be made comes out of the file until then.",
        ].join("\n"),
    );
}

function refuseUnfit(stack: string, text: string, project: string): void {
    const { problems } = stackFileSettings(text, project);
    if (problems.length === 0) return;
    throw new PersonError(
        `What was found, and what the file says beside it, does not make a stack. Nothing was changed.\n${problemText(stack, problems)}`,
    );
}

/** A back end in a folder, with copies of the project's files; the person's state is not opened. */
function scratchState({ environment, program, folder, project, scratch, stack }: AdoptPlace, text: string): StateOf {
    const work = `${scratch}/work`;
    mkdirSync(work, { recursive: true, mode: 0o700 });
    copyFileSync(`${folder}/Pulumi.yaml`, `${work}/Pulumi.yaml`);
    const state = {
        stack,
        project,
        folder: work,
        program,
        environment: { ...environment, ...emptyState(`${scratch}/state`, environment) },
    };
    writeScratch(state, text);
    return state;
}

/** Keeps the salt that the engine has written for the scratch state, and has none of the person's keys. */
function writeScratch({ folder, stack }: StateOf, text: string): void {
    const file = `${folder}/Pulumi.${stack}.yaml`;
    const document = parseDocument(text);
    for (const key of ["secretsprovider", "encryptionsalt", "encryptedkey"]) document.delete(key);
    const salt = saltIn(file);
    if (salt !== undefined) document.set("encryptionsalt", salt);
    writeFileSync(file, String(document), { mode: 0o600 });
}

function saltIn(file: string): unknown {
    const text = fileText(file);
    return text === undefined ? undefined : parseDocument(text).get("encryptionsalt");
}

/** The settings as the file has them, without the project's name. */
function ownSettings(text: string, project: string): unknown {
    const config = (parseDocument(text).toJS() as { config?: Record<string, unknown> }).config ?? {};
    return Object.fromEntries(Object.entries(config).map(([key, value]) => [key.replace(`${project}:`, ""), value]));
}
