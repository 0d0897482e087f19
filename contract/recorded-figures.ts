import { unlikenesses } from "./compared.ts";
import { differences } from "./differences.ts";
import { replayOnStandIns } from "./replay-stand-ins.ts";
import type { EngineTranscript, ServiceTranscript } from "./transcript.ts";

/** What a replay of one scenario on the stand-ins comes to. */
export interface ScenarioFigures {
    readonly calls: number;
    readonly exchanges: number;

    /** Places that are otherwise on purpose. */
    readonly onPurpose: number;

    /** Places that are otherwise, and must not be, a line each. */
    readonly unlike: readonly string[];
}

/** Replays a scenario on the stand-ins and counts. */
export async function scenarioFigures(engine: EngineTranscript, service: ServiceTranscript): Promise<ScenarioFigures> {
    const places = (await replayOnStandIns(engine, service)).flatMap(unlikenesses);
    const unlike = places.filter((place) => !differences.some((difference) => difference.applies(place)));
    return {
        calls: engine.calls.length,
        exchanges: service.exchanges.length,
        onPurpose: places.length - unlike.length,
        unlike: unlike.map(({ at, call, path }) => `${engine.scenario}, call ${at} (${call}): ${path}`),
    };
}
