import type { Download } from "./download.ts";
import type { EngineSource, Environment } from "./engine.ts";

/** What a route works with. */
export interface RouteContext {
    readonly environment: Environment;

    /** Such as `linux-x64`. */
    readonly platform: string;

    readonly report: (line: string) => void;
    readonly signal?: AbortSignal | undefined;
    readonly download: Download;

    /** SHA-256 of the vendor's archives, by platform. */
    readonly archives: Readonly<Record<string, string>>;
}

/** A way to get the pinned engine where none is at hand. */
export interface Route {
    readonly source: Exclude<EngineSource, "PATH">;
    readonly title: string;

    /** Puts the engine into `<folder>/bin`. @throws with the reason where it cannot */
    readonly obtain: (folder: string, context: RouteContext) => Promise<void>;
}
