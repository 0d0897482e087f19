import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * Puts what `pulumi import` asks for where an engine with this Pulumi home looks for it: a language host for Node, although an import
 * that generates no code runs no program. The vendor's engine brings its own; one that was built from its Go module has none.
 * @param nodePath the Node that runs it, 24 or newer
 */
export function installImportHost(pulumiHome: string, nodePath: string): void {
    const folder = `${pulumiHome}/plugins/language-nodejs-v1.0.0`;
    const command = `${folder}/pulumi-language-nodejs`;
    const host = fileURLToPath(new URL("import-host-process.ts", import.meta.url));
    mkdirSync(folder, { recursive: true });
    writeFileSync(command, `#!/bin/sh\nexec ${quoted(nodePath)} --no-warnings ${quoted(host)}\n`);
    chmodSync(command, 0o755);
}

function quoted(word: string): string {
    return `'${word.replaceAll("'", "'\\''")}'`;
}
