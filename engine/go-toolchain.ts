/** What `go env` says of a Go installation. */
export interface GoToolchain {
    /** Such as `go1.26.8`. */
    readonly GOVERSION: string;

    /** Whether it may fetch a newer Go itself: `auto`, `local`, `go1.24.0+auto` … */
    readonly GOTOOLCHAIN: string;
}

/** Why this Go cannot build the engine, if so. Since 1.21, Go fetches the newer Go that a module asks for, unless told not to. */
export function refusalOfGo({ GOVERSION, GOTOOLCHAIN }: GoToolchain): string | undefined {
    const [major = 0, minor = 0] = (/(\d+)\.(\d+)/.exec(GOVERSION) ?? []).slice(1).map(Number);
    if (major > 1 || minor >= 26) return undefined;
    const mayFetch = GOTOOLCHAIN === "auto" || GOTOOLCHAIN.endsWith("+auto");
    if (minor >= 21 && mayFetch) return undefined;
    const setting = minor >= 21 ? `, and GOTOOLCHAIN=${GOTOOLCHAIN} keeps it from fetching a newer one` : "";
    return `${GOVERSION} is older than 1.26${setting}`;
}
