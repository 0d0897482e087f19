import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { EngineTranscript, ServiceTranscript } from "../../contract/transcript.ts";

const folder = fileURLToPath(new URL("transcripts", import.meta.url));

/** Names of the recorded scenarios. */
export const recordedScenarios: readonly string[] = readdirSync(folder).sort();

export function engineTranscript(scenario: string): EngineTranscript {
    return JSON.parse(readFileSync(`${folder}/${scenario}/engine.json`, "utf8"));
}

export function serviceTranscript(scenario: string): ServiceTranscript {
    return JSON.parse(readFileSync(`${folder}/${scenario}/service.json`, "utf8"));
}
