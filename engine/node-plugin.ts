import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { shellWord } from "./shell-word.ts";

/**
 * Writes a plugin that Node runs, as a script at the path where an engine looks for it.
 * @param nodePath the Node that runs it, 24 or newer
 * @param program what Node runs; the engine's arguments follow
 */
export function writeNodePlugin(command: string, nodePath: string, program: string): void {
    mkdirSync(dirname(command), { recursive: true });
    writeFileSync(command, `#!/bin/sh\nexec ${shellWord(nodePath)} --no-warnings ${shellWord(program)} "$@"\n`);
    chmodSync(command, 0o755);
}
