import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { askVersion } from "./ask-version.ts";
import { type Download, downloadByCurl } from "./download.ts";
import type { Engine, Environment } from "./engine.ts";
import { engineOnPath } from "./engine-on-path.ts";
import { engineVersion } from "./engine-version.ts";
import { goEngine } from "./go-engine.ts";
import { commandIn, keepEngine, keptEngine } from "./kept-engine.ts";
import { withLock } from "./lock.ts";
import { NoEngineError, type Refusal } from "./no-engine-error.ts";
import type { Route, RouteContext } from "./route.ts";
import { vendorArchives } from "./vendor-archives.ts";
import { vendorEngine } from "./vendor-engine.ts";

export interface EngineOptions {
    /** Folder of ours that stays between runs, such as `~/.cache/microsoft-connection`. */
    readonly cacheFolder: string;

    /** Where `PATH`, the proxy and the certificates are taken from. */
    readonly environment: Environment;

    /** Gets a line for whatever takes longer than a moment. @default nobody is told */
    readonly report?: (line: string) => void;

    /** Stops the search, with everything it started. */
    readonly signal?: AbortSignal;

    /** @default this machine, such as `linux-x64` */
    readonly platform?: string;

    /** @default curl */
    readonly download?: Download;

    /** SHA-256 of the vendor's archives, by platform. @default those of the pinned version */
    readonly archives?: Readonly<Record<string, string>>;
}

/**
 * The Pulumi engine to use: one on PATH that is new enough, or the one that an earlier run left in the cache, or the vendor's
 * release, or one built from the Go module. The cache is read without running anything.
 * @throws NoEngineError where none can be had
 */
export async function findEngine(options: EngineOptions): Promise<Engine> {
    const platform = options.platform ?? `${process.platform}-${process.arch}`;
    const folder = join(options.cacheFolder, "engine", `${engineVersion}-${platform}`);
    const onPath = await engineOnPath(options.environment, join(options.cacheFolder, "engine", "on-path.json"));
    if (onPath.engine !== undefined) return onPath.engine;
    const withReason = (engine: Engine) => ({
        ...engine,
        why: `${engine.why}; on PATH: ${onPath.refusals.join("; ")}`,
    });
    const kept = keptEngine(folder);
    if (kept !== undefined) return withReason(kept);

    const context: RouteContext = {
        environment: options.environment,
        platform,
        report: options.report ?? (() => {}),
        signal: options.signal,
        download: options.download ?? downloadByCurl,
        archives: options.archives ?? vendorArchives,
    };
    const onWait = () =>
        context.report("Another run is getting the engine: waiting for it, usually less than 6 minutes.");
    return await withLock(`${folder}.lock`, { onWait, signal: options.signal }, async () => {
        return withReason(keptEngine(folder) ?? (await obtained(folder, onPath.refusals, context)));
    });
}

async function obtained(folder: string, onPath: readonly string[], context: RouteContext): Promise<Engine> {
    const refusals: Refusal[] = onPath.map((reason) => ({ title: "pulumi on PATH", reason }));
    for (const { title, reason } of refusals) context.report(`No engine from ${title}: ${reason}.`);
    removeLeftOvers(folder);
    for (const route of [vendorEngine, goEngine]) {
        try {
            return await obtainedBy(route, folder, context);
        } catch (error) {
            context.signal?.throwIfAborted();
            refusals.push({ title: route.title, reason: (error as Error).message });
            context.report(`No engine from ${route.title}: ${(error as Error).message}.`);
        }
    }
    throw new NoEngineError(refusals);
}

async function obtainedBy(route: Route, folder: string, context: RouteContext): Promise<Engine> {
    const staging = mkdtempSync(`${folder}${partial}`);
    try {
        await route.obtain(staging, context);
        const version = await askVersion(commandIn(staging), context.environment);
        if (version !== engineVersion) throw new Error(`it says that its version is ${version}, not ${engineVersion}`);
        return keepEngine(staging, folder, route.source);
    } finally {
        rmSync(staging, { recursive: true, force: true });
    }
}

const partial = ".partial-";

/** What runs that were killed had half ready. */
function removeLeftOvers(folder: string): void {
    for (const name of readdirSync(dirname(folder))) {
        if (!name.startsWith(`${basename(folder)}${partial}`)) continue;
        rmSync(join(dirname(folder), name), { recursive: true, force: true });
    }
}
