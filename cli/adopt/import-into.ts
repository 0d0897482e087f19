import { readFileSync, writeFileSync } from "node:fs";
import { Driver } from "../../engine/driver/driver.ts";
import type { OperationResult, PolicyPack } from "../../engine/driver/driver-protocol.ts";
import { recordFiles } from "../../engine/driver/driver-protocol.ts";
import { installImportHost } from "../../engine/import-host.ts";
import type { Found } from "../../operate/adopt/found.ts";
import { type ImportFile, withIds } from "../../operate/adopt/import-ids.ts";
import { stackChange } from "../../review/engine-data/stack-change.ts";
import type { StackChange } from "../../review/stack-change.ts";
import type { Environment } from "../deployer-credentials.ts";
import { fileText } from "../file-text.ts";
import { PersonError } from "../person-error.ts";

/** One state, and the program that it is for. */
export interface StateOf {
    readonly stack: string;
    readonly project: string;

    /** Folder with Pulumi.yaml and the stack file. */
    readonly folder: string;
    readonly program: string;

    /** Its PULUMI_HOME may be written to. */
    readonly environment: Environment;
}

/**
 * Takes what was found into a state. Nothing in the clouds changes. What is in the state already is passed over.
 *
 * @param file gets the import file
 * @returns what was taken, type and name
 */
export function importInto(state: StateOf, found: Found, file: string): Promise<string[]> {
    return importMissing(state, (missing) => withIds(missing, found), file);
}

/**
 * Takes what exists into a state: the engine writes down what the program declares and the state has not, which gets the ids of what exists.
 *
 * @param filled gives it the ids, and leaves out what does not exist
 * @param file gets the import file
 * @returns what was taken, type and name
 */
export async function importMissing(
    state: StateOf,
    filled: (missing: ImportFile) => ImportFile,
    file: string,
): Promise<string[]> {
    // The program refuses to create what exists; now it is to say what it would create.
    const adopting = driverOf({
        ...state,
        environment: { ...state.environment, MICROSOFT_CONNECTION_ADOPTING: "true" },
    });
    try {
        refuseFailed(state.stack, await adopting.perform("preview", { quiet: true, importFile: file }));
        // The engine writes none, or one without resources, where there is nothing to import.
        const written = fileText(file);
        if (written === undefined) return [];
        const all = filled({ resources: [], ...(JSON.parse(written) as Partial<ImportFile>) });
        const own = all.resources.filter(({ component }) => component !== true);
        if (own.length === 0) return [];
        writeFileSync(file, JSON.stringify(all, undefined, 2), { mode: 0o600 });
        await taken(state, adopting, file);
        return own.map(({ logicalName, name, type }) => `${type.split(":").at(-1)} ${logicalName ?? name}`);
    } finally {
        await adopting.stop();
    }
}

/** The language host that the engine asks for goes again: with it there, the engine could start no policy pack. */
async function taken({ environment, stack }: StateOf, driver: Driver, file: string): Promise<void> {
    const remove = installImportHost(String(environment["PULUMI_HOME"]), process.execPath);
    try {
        refuseFailed(stack, await driver.perform("import", { quiet: true, importFile: file }));
    } finally {
        remove();
    }
}

/** What the next update would change, and what the engine counts of it. */
export interface Previewed {
    readonly change: StackChange;

    /** Whether the engine would leave every resource as it is. */
    readonly isSame: boolean;
}

/** Previews a stack, and reads the record of it. */
export async function previewed(
    state: StateOf,
    record: string,
    policyPacks: readonly PolicyPack[] = [],
): Promise<Previewed> {
    const driver = driverOf(state, policyPacks);
    try {
        const result = await driver.perform("preview", { quiet: true, record });
        const text = (name: keyof typeof recordFiles) => readFileSync(`${record}/${recordFiles[name]}`, "utf8");
        const { project, stack } = state;
        const texts = {
            state: text("state"),
            events: text("events"),
            plan: fileText(`${record}/${recordFiles.plan}`),
        };
        const change = stackChange({ project, stack, operation: "update", ...texts });
        if (change.outcome === "failed") refuseFailed(stack, { ...result, succeeded: false });
        // A component that nothing of was imported is made in the state alone.
        const components = change.changes.filter(
            ({ operation, type }) => operation === "create" && type.startsWith("microsoft-connection:"),
        );
        const { same: _, create = 0, ...others } = result.changes;
        const isSame = result.succeeded && create === components.length && Object.keys(others).length === 0;
        return { change, isSame };
    } finally {
        await driver.stop();
    }
}

function driverOf(
    { environment, folder, program, project, stack }: StateOf,
    policyPacks?: readonly PolicyPack[],
): Driver {
    return new Driver({
        workDir: folder,
        project,
        stack,
        program,
        environment,
        ...(policyPacks === undefined ? {} : { policyPacks }),
        onOutput: () => {},
    });
}

function refuseFailed(stack: string, { errors, succeeded }: Pick<OperationResult, "errors" | "succeeded">): void {
    if (succeeded) return;
    throw new PersonError([`Stack ${stack} cannot be adopted as it is:`, ...errors].join("\n"));
}
