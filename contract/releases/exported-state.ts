import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** Where the state of a stack is, and what opens it. */
export interface StatePlace {
    readonly engine: string;
    readonly stack: string;

    /** Folder with Pulumi.yaml and the stack file. */
    readonly workFolder: string;
    readonly environment: Readonly<Record<string, string>>;
}

/** A state as the engine exports it. */
export interface ExportedState {
    readonly version: number;
    readonly deployment: { readonly resources: readonly Readonly<Record<string, unknown>>[] };
}

/** A state without what says where on a machine it was made. @param inTheClear whether its secrets are */
export function exportedState(place: StatePlace, inTheClear = false): ExportedState {
    const state = JSON.parse(pulumi(place, ["export", ...(inTheClear ? ["--show-secrets"] : [])])) as ExportedState;
    const resources = (state.deployment.resources ?? []).map(({ sourcePosition, stackTrace, ...resource }) => resource);
    return { ...state, deployment: { ...state.deployment, resources } };
}

/** Puts a state in the place of the stack's own. @param file gets it, and is left */
export function importState(place: StatePlace, state: unknown, file: string): void {
    writeFileSync(file, JSON.stringify(state), { mode: 0o600 });
    pulumi(place, ["import", "--file", file]);
}

function pulumi({ engine, environment, stack, workFolder }: StatePlace, options: readonly string[]): string {
    const { status, stderr, stdout } = spawnSync(engine, ["stack", ...options, "--stack", stack, "--non-interactive"], {
        cwd: workFolder,
        env: { ...environment, PATH: `${dirname(engine)}:${environment["PATH"]}` },
        encoding: "utf8",
        maxBuffer: 1024 ** 3,
    });
    if (status !== 0) throw new Error(`pulumi stack ${options.join(" ")}:\n${stderr}`);
    return stdout;
}
