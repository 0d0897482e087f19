import { existsSync, readdirSync, rmSync, statSync, symlinkSync } from "node:fs";
import { resolve } from "node:path";
import { PersonError } from "../../cli/person-error.ts";
import { pluginFolder, providerPlugins } from "../../sandbox/providers.ts";

/** A plugin in another version. */
export interface OtherPlugin {
    /** `auth0` or `azuread`. */
    readonly name: string;

    /** Its executable. */
    readonly command: string;
}

/** Finds the executable that a path means: itself, or the one in a folder as the engine installs it. @throws where there is none */
export function otherPlugin(name: string, path: string): OtherPlugin {
    const given = resolve(path);
    const isFolder = existsSync(given) && statSync(given).isDirectory();
    const command = isFolder ? `${given}/pulumi-resource-${name}` : given;
    if (existsSync(command)) return { name, command };
    throw new PersonError(
        [
            `--${name} ${path}: ${isFolder ? `that folder has no pulumi-resource-${name}` : "there is no such file"}.`,
            `It takes the plugin's executable or the folder it is installed in; the engine gets one with`,
            `  pulumi plugin install resource ${name} VERSION`,
            `into ~/.pulumi/plugins/resource-${name}-vVERSION.`,
        ].join("\n"),
    );
}

/**
 * Puts a plugin in the place of the installed one of its name, in the Pulumi home of a sandbox: the engine takes it for that version, so
 * that nothing else of the stack changes.
 */
export function putInPlace(home: string, { command, name }: OtherPlugin): void {
    const plugin = providerPlugins.find((one) => one.name === name);
    if (plugin === undefined) throw new Error(`there is no provider ${name}`);
    const folder = pluginFolder(home, plugin);
    for (const entry of readdirSync(folder)) rmSync(`${folder}/${entry}`);
    symlinkSync(command, `${folder}/pulumi-resource-${name}`);
}
