import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { Driver } from "../../engine/driver/driver.ts";
import { type OperationResult, recordFiles } from "../../engine/driver/driver-protocol.ts";
import { declaredIn } from "../../operate/drift/declared.ts";
import { driftReport } from "../../operate/drift/drift.ts";
import type { DriftReport } from "../../operate/drift/drift-report.ts";
import type { Seen } from "../../operate/drift/lists.ts";
import { type Recording, stackChange } from "../../review/engine-data/stack-change.ts";
import type { Environment } from "../deployer-credentials.ts";
import { PersonError } from "../person-error.ts";
import { askProcess } from "../sandbox/asked-process.ts";
import type { LookRequest } from "./look-process.ts";

/** Where a stack lives, and how to get there. */
export interface StackPlace {
    readonly stack: string;
    readonly project: string;

    /** Folder with Pulumi.yaml and the stack file. */
    readonly folder: string;

    /** File of the stack's program. */
    readonly program: string;

    /** Environment that leads to the state and to both clouds. */
    readonly environment: Environment;
}

export interface DriftOptions {
    /** Kinds that nobody wants to hear of. @default none */
    readonly leftOut?: readonly string[];

    /** Ends the engine's work when a signal comes. @default nothing does */
    readonly watched?: (driver: Driver) => Driver;
}

/** Compares a stack's state with both clouds, and looks around it; changes nothing anywhere. */
export async function driftIn(
    place: StackPlace,
    { leftOut = [], watched = (driver) => driver }: DriftOptions = {},
): Promise<DriftReport> {
    const { environment, folder, program, project, stack } = place;
    const record = mkdtempSync(`${tmpdir()}/drift-`);
    const driver = watched(new Driver({ workDir: folder, project, stack, program, environment, onOutput: () => {} }));
    try {
        const { errors, succeeded } = await driver.perform("previewRefresh", { quiet: true, record });
        const refresh = stackChange(recording(record, { project, stack }));
        refuseUndeployed(stack, refresh.before.length, errors);
        const request: LookRequest = { stack, declared: declaredIn(project, stack, refresh.before) };
        const seen = await askProcess<Seen>(environment, new URL("look-process.ts", import.meta.url), request);
        return driftReport({ refresh, seen, leftOut, errors: succeeded ? [] : errors });
    } finally {
        await driver.stop();
        rmSync(record, { recursive: true, force: true });
    }
}

function recording(folder: string, { project, stack }: Pick<Recording, "project" | "stack">): Recording {
    const text = (name: keyof typeof recordFiles) => {
        try {
            return readFileSync(`${folder}/${recordFiles[name]}`, "utf8");
        } catch (error) {
            if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
            throw error;
        }
    };
    return { project, stack, operation: "update", state: text("state"), events: text("events"), plan: undefined };
}

/** Without a state there is nothing to look for: said as such, and never as clean. */
function refuseUndeployed(stack: string, resources: number, errors: OperationResult["errors"]): void {
    if (resources > 0) return;
    throw new PersonError(
        [
            `Stack ${stack} has no resources in its state, so there is nothing to compare.`,
            ...errors,
            `Deploy it:  pulumi up --stack ${stack}`,
        ].join("\n"),
    );
}
