import { homedir } from "node:os";
import type { Engine } from "../engine/engine.ts";
import { findEngine } from "../engine/find-engine.ts";
import { NoEngineError } from "../engine/no-engine-error.ts";
import { PersonError } from "./person-error.ts";

/** The engine for a command of ours. Where it has to be got first, Ctrl-C ends that with everything it started. */
export async function engineForPerson(say: (line: string) => void): Promise<Engine> {
    const stop = new AbortController();
    const listeners = Object.entries({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 }).map(([signal, exitCode]) => {
        const listener = () => stop.abort(new PersonError("Stopped before the engine was there.", exitCode));
        process.on(signal, listener);
        return () => process.off(signal, listener);
    });
    const folder = cacheFolder(process.env);
    try {
        return await findEngine({
            cacheFolder: folder,
            environment: process.env,
            report: say,
            signal: stop.signal,
        });
    } catch (error) {
        if (error instanceof NoEngineError) throw new PersonError(error.message);
        if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
        throw new PersonError(
            `The engine cannot be kept in ${folder}: ${(error as Error).message}. Make that folder writable, or set MICROSOFT_CONNECTION_CACHE to one that is.`,
        );
    } finally {
        for (const remove of listeners) remove();
    }
}

/** Where what is got once is kept, outside version control. */
export function cacheFolder(environment: Readonly<Record<string, string | undefined>>): string {
    const base = environment["MICROSOFT_CONNECTION_CACHE"] || environment["XDG_CACHE_HOME"] || `${homedir()}/.cache`;
    return `${base}/microsoft-connection`;
}
