import { chmodSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * Puts what `pulumi import` asks for where an engine with this Pulumi home looks for it: a language host for Node, although an import
 * that generates no code runs no program. The vendor's engine brings its own; one that was built from its Go module has none. It has to go
 * again after the import: an engine that finds a language host starts policy packs through it, and this one cannot.
 * @param nodePath the Node that runs it, 24 or newer
 * @returns what removes it
 */
export function installImportHost(pulumiHome: string, nodePath: string): () => void {
    const folder = `${pulumiHome}/plugins/language-nodejs-v1.0.0`;
    const command = `${folder}/pulumi-language-nodejs`;
    const host = fileURLToPath(new URL("import-host-process.ts", import.meta.url));
    mkdirSync(folder, { recursive: true });
    writeFileSync(command, `#!/bin/sh\nexec ${quoted(nodePath)} --no-warnings ${quoted(host)}\n`);
    chmodSync(command, 0o755);
    return () => rmSync(folder, { recursive: true, force: true });
}

function quoted(word: string): string {
    return `'${word.replaceAll("'", "'\\''")}'`;
}
