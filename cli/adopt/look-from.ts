import type { Found } from "../../operate/adopt/found.ts";
import type { Choices } from "../../operate/adopt/look.ts";
import type { Sketch } from "../../operate/adopt/sketch.ts";
import type { Environment } from "../deployer-credentials.ts";
import { askProcess } from "../sandbox/asked-process.ts";

/** What the looking process is asked. */
export interface LookRequest {
    readonly stack: string;
    readonly sketch: Sketch;
    readonly choices: Choices;
}

/** Looks for what is to be adopted from a process that lives in the environment of its world; only reads, and finds no secret. */
export function lookFrom(environment: Environment, request: LookRequest): Promise<Found> {
    return askProcess(environment, new URL("look-process.ts", import.meta.url), request);
}
