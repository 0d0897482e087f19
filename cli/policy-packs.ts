import { existsSync } from "node:fs";
import type { PolicyPack } from "../engine/driver/driver-protocol.ts";

/** The policy pack of a project, with the settings of `stacks/policies.json` where there is such a file. */
export function policyPacks(projectFolder: string): PolicyPack[] {
    const settingsFile = `${projectFolder}/stacks/policies.json`;
    return [{ folder: `${projectFolder}/policies`, ...(existsSync(settingsFile) ? { settingsFile } : {}) }];
}
