/** A Pulumi engine that can be run. */
export interface Engine {
    /** The `pulumi` command, by its absolute path. */
    readonly command: string;

    /** Such as `3.259.0`. */
    readonly version: string;

    readonly source: EngineSource;

    /** Why this one, in words for a person. */
    readonly why: string;
}

/** `PATH`: it was there; `vendor`: the vendor's release; `go`: built from the Go module. */
export type EngineSource = "PATH" | "vendor" | "go";

/** Variables of a process, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;
