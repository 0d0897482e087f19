import { existsSync, mkdirSync, symlinkSync } from "node:fs";
import { PersonError } from "../person-error.ts";
import { git } from "./git.ts";

/**
 * Lays out the project as it was at a commit, with the dependencies that are installed now. The repository's index and work tree
 * are not touched.
 * @param folder empty, and this one's own
 * @returns folder with that Pulumi.yaml
 */
export function projectAt(commit: string, projectFolder: string, folder: string): string {
    const at = (directory: string, options: readonly string[], environment?: Readonly<Record<string, string>>) => {
        const answer = git(directory, options, environment);
        if (answer.succeeded) return answer.text;
        throw new PersonError(`The version ${commit} cannot be laid out in ${folder}: ${answer.error}`);
    };
    const project = `${folder}/project`;
    mkdirSync(project, { recursive: true, mode: 0o700 });
    const top = at(projectFolder, ["rev-parse", "--show-toplevel"]);
    const within = at(projectFolder, ["rev-parse", "--show-prefix"]).replace(/\/$/, "");
    const index = { GIT_INDEX_FILE: `${folder}/index` };
    if (!git(top, ["cat-file", "-e", `${commit}:${within}`]).succeeded) return project;
    at(top, ["read-tree", `${commit}:${within}`], index);
    at(top, ["checkout-index", "--all", `--prefix=${project}/`], index);
    if (!existsSync(`${project}/node_modules`)) {
        symlinkSync(`${projectFolder}/node_modules`, `${project}/node_modules`, "junction");
    }
    return project;
}
