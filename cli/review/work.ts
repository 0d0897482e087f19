import type { Driver } from "../../engine/driver/driver.ts";
import type { Engine } from "../../engine/engine.ts";
import type { Stop } from "../sandbox/stop-on-signal.ts";

/** What each review of a stack works with. */
export interface Work {
    readonly projectFolder: string;
    readonly operation: "update" | "destroy";
    readonly engine: Engine;

    /** Folder of this review alone, which goes away with it. */
    readonly folder: string;
    readonly say: (line: string) => void;

    /** What the work comes to, unless the person stops it first. */
    readonly unless: Stop["unless"];

    /** Interrupts a driver when the person stops the command. */
    readonly watched: (driver: Driver) => Driver;
}
