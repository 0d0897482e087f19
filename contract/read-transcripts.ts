import { existsSync, readFileSync } from "node:fs";
import type { EngineTranscript, ServiceTranscript } from "./transcript.ts";

const folder = new URL("../test/contract/transcripts/", import.meta.url);

/** What a scenario's providers and services said; nothing where it is not recorded. */
export function readServiceTranscript(scenario: string): ServiceTranscript | undefined {
    return read(`${scenario}/service.json`);
}

/** What a scenario's engine and providers said; nothing where it is not recorded. */
export function readEngineTranscript(scenario: string): EngineTranscript | undefined {
    return read(`${scenario}/engine.json`);
}

function read<Transcript>(name: string): Transcript | undefined {
    const file = new URL(name, folder);
    return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}
