import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { pluginFolder, providerPluginsWithAzure } from "../providers.ts";

/**
 * Puts the stand-ins where an engine with this Pulumi home looks for the real plugins, at their versions: found there, they give
 * no warning and nothing is downloaded.
 * @param nodePath the Node that runs them, 24 or newer
 */
export function installStandIns(pulumiHome: string, nodePath: string): void {
    for (const plugin of providerPluginsWithAzure) {
        const folder = pluginFolder(pulumiHome, plugin);
        const main = fileURLToPath(new URL(`${plugin.name}/main.ts`, import.meta.url));
        const command = `${folder}/pulumi-resource-${plugin.name}`;
        mkdirSync(folder, { recursive: true });
        writeFileSync(command, `#!/bin/sh\nexec ${quoted(nodePath)} --no-warnings ${quoted(main)} "$@"\n`);
        chmodSync(command, 0o755);
    }
}

function quoted(word: string): string {
    return `'${word.replaceAll("'", "'\\''")}'`;
}
