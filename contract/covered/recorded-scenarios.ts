import { readEngineTranscript } from "../read-transcripts.ts";
import { scenarios } from "../scenarios.ts";
import type { Recorded } from "./covered-aspects.ts";

/** All scenarios that are recorded in this repository. */
export function recordedScenarios(): Recorded[] {
    return scenarios.flatMap((scenario) => {
        const transcript = readEngineTranscript(scenario.name);
        return transcript === undefined ? [] : [{ scenario, transcript }];
    });
}
