import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { parseDocument } from "yaml";
import { stackFileCopy } from "../../sandbox/stack-file-copy.ts";

/** What is said before what a copy has otherwise. */
export const copyNote = "The sandbox has its own copy of the stack file";

/**
 * Copies Pulumi.yaml and a stack file into a folder, as a sandbox uses them. The salt of the sandbox's own state stays where the folder
 * had one, so that nothing is encrypted anew.
 * @returns what the copy has otherwise than the original, a sentence each
 */
export function copyProject(
    projectFolder: string,
    stack: string,
    folder: string,
    saltFrom = folder,
): readonly string[] {
    const name = `Pulumi.${stack}.yaml`;
    const { text, changes } = stackFileCopy(readFileSync(`${projectFolder}/${name}`, "utf8"));
    const document = parseDocument(text);
    const salt = existsSync(`${saltFrom}/${name}`)
        ? parseDocument(readFileSync(`${saltFrom}/${name}`, "utf8")).get("encryptionsalt")
        : undefined;
    if (salt !== undefined) document.set("encryptionsalt", salt);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    copyFileSync(`${projectFolder}/Pulumi.yaml`, `${folder}/Pulumi.yaml`);
    writeFileSync(`${folder}/${name}`, String(document), { mode: 0o600 });
    return changes;
}
