import { spawnSync } from "node:child_process";
import { PersonError } from "../person-error.ts";

export interface StackInBackEnd {
    readonly stack: string;

    /** Folder with Pulumi.yaml. */
    readonly folder: string;
    readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Whether the back end has a stack. Asking selects nothing and makes nothing. */
export function stackExists({ stack, folder, environment }: StackInBackEnd): boolean {
    const { error, status, stderr } = spawnSync(
        "pulumi",
        ["stack", "--stack", stack, "--show-name", "--non-interactive"],
        {
            cwd: folder,
            env: { ...environment },
            encoding: "utf8",
        },
    );
    if (error !== undefined) throw new PersonError(`pulumi cannot be started: ${error.message}. Put it on PATH.`);
    if (status === 0) return true;
    if (/no stack named '.*' found/.test(stderr)) return false;
    throw new PersonError(`The back end cannot be asked for stack ${stack}:\n${stderr.trim()}`);
}
