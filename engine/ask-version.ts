import type { Environment } from "./engine.ts";
import { run } from "./run.ts";

/** What an engine says its version is, such as `3.259.0`. */
export async function askVersion(command: string, environment: Environment): Promise<string> {
    const output = await run(command, ["version"], {
        environment: { ...environment, PULUMI_SKIP_UPDATE_CHECK: "true" },
        signal: AbortSignal.timeout(20_000),
    });
    return output.trim().replace(/^v/, "");
}
