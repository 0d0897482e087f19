import { copyFileSync, mkdirSync } from "node:fs";

/** Copies Pulumi.yaml and a stack file as they are: the engine writes a salt into a stack file that has none. @returns the folder */
export function projectFiles(projectFolder: string, stack: string, folder: string): string {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    for (const name of ["Pulumi.yaml", `Pulumi.${stack}.yaml`])
        copyFileSync(`${projectFolder}/${name}`, `${folder}/${name}`);
    return folder;
}
