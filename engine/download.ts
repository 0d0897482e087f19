import type { Environment } from "./engine.ts";
import { run } from "./run.ts";

export interface DownloadOptions {
    readonly environment: Environment;
    readonly signal?: AbortSignal | undefined;
}

/** Writes what an address serves into a file, or throws with the reason within seconds. */
export type Download = (address: string, file: string, options: DownloadOptions) => Promise<void>;

/** By curl, as the vendor's install script does: it follows the proxy and the certificates that the environment names. */
export const downloadByCurl: Download = async (address, file, options) => {
    let reason: string | undefined;
    const onLine = (line: string) => {
        if (line.startsWith("curl: (")) reason ??= line;
    };
    const args = [...patience, "--fail", "--silent", "--show-error", "--location", "--output", file, address];
    try {
        await run("curl", args, { ...options, onLine });
    } catch (error) {
        options.signal?.throwIfAborted();
        const isMissing = (error as NodeJS.ErrnoException).code === "ENOENT";
        throw new Error(isMissing ? "curl is not on PATH" : (reason ?? (error as Error).message));
    }
};

const patience = ["--proto", "=https", "--connect-timeout", "5", "--speed-limit", "10000", "--speed-time", "15"];
