import { spawnSync } from "node:child_process";
import { dirname } from "node:path";
import { runner, script } from "./runner.ts";

if (import.meta.main) await script(() => prepare(process.argv.includes("--engine=true")));

/** Puts the engine on the search path of the steps that follow, where the job needs it. The dependencies are there once this runs. */
function prepare(needsEngine: boolean): void {
    console.log(`Node ${process.versions.node}`);
    if (!needsEngine) return;
    const { status, stdout } = spawnSync("npm", ["run", "--silent", "engine"], {
        encoding: "utf8",
        stdio: ["ignore", "pipe", "inherit"],
    });
    if (status !== 0) throw new Error("there is no engine; what was tried is told above");
    process.stdout.write(stdout);
    runner.path(engineFolder(stdout));
}

/** @param printed by `npm run engine`: the command is its first line */
export function engineFolder(printed: string): string {
    const [command = ""] = printed.split("\n");
    if (!command.startsWith("/")) throw new Error(`npm run engine named no command, but "${command}"`);
    return dirname(command);
}
