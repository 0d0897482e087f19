import { fileURLToPath } from "node:url";
import { writeNodePlugin } from "../../engine/node-plugin.ts";
import { pluginFolder, providerPluginsWithAzure } from "../providers.ts";

/**
 * Puts the stand-ins where an engine with this Pulumi home looks for the real plugins, at their versions: found there, they give
 * no warning and nothing is downloaded.
 * @param nodePath the Node that runs them, 24 or newer
 */
export function installStandIns(pulumiHome: string, nodePath: string): void {
    for (const plugin of providerPluginsWithAzure) {
        const main = fileURLToPath(new URL(`${plugin.name}/main.ts`, import.meta.url));
        writeNodePlugin(`${pluginFolder(pulumiHome, plugin)}/pulumi-resource-${plugin.name}`, nodePath, main);
    }
}
