import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { writeNodePlugin } from "./node-plugin.ts";

/**
 * Puts what `pulumi import` asks for where an engine with this Pulumi home looks for it: a language host for Node, although an import
 * that generates no code runs no program. The vendor's engine brings its own; one that was built from its Go module has none. It has to go
 * again after the import: an engine that finds a language host starts policy packs through it, and this one cannot.
 * @param nodePath the Node that runs it, 24 or newer
 * @returns what removes it
 */
export function installImportHost(pulumiHome: string, nodePath: string): () => void {
    const folder = `${pulumiHome}/plugins/language-nodejs-v1.0.0`;
    const host = fileURLToPath(new URL("import-host-process.ts", import.meta.url));
    writeNodePlugin(`${folder}/pulumi-language-nodejs`, nodePath, host);
    return () => rmSync(folder, { recursive: true, force: true });
}
