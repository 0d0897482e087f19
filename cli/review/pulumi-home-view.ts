import { existsSync, mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { homedir } from "node:os";

/** Which stack is selected, by project: the engine writes it whenever it is driven by a program. */
const written = "workspaces";

/**
 * A Pulumi home with the login and the plugins of the person's own, by links, in which the engine can select a stack without the person's
 * selection changing.
 * @returns the folder
 */
export function pulumiHomeView(environment: Readonly<Record<string, string | undefined>>, folder: string): string {
    const home = environment["PULUMI_HOME"] || `${environment["HOME"] ?? homedir()}/.pulumi`;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (!existsSync(home)) return folder;
    for (const name of readdirSync(home)) {
        if (name !== written) symlinkSync(`${home}/${name}`, `${folder}/${name}`);
    }
    return folder;
}
