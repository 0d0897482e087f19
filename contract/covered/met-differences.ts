import { unlikenesses } from "../compared.ts";
import { differences } from "../differences.ts";
import { readServiceTranscript } from "../read-transcripts.ts";
import { replayOnStandIns } from "../replay-stand-ins.ts";
import type { Recorded } from "./covered-aspects.ts";

/** Places in `differences` of the wanted differences that a replay on the stand-ins meets, by Pulumi's token of a type or a look-up. */
export type MetDifferences = ReadonlyMap<string, ReadonlySet<number>>;

/** Replays recordings on the stand-ins, and says which of the wanted differences are met where. */
export async function metDifferences(recorded: readonly Recorded[]): Promise<MetDifferences> {
    const met = new Map<string, Set<number>>();
    for (const { scenario, transcript } of recorded) {
        const service = readServiceTranscript(scenario.name);
        if (service === undefined) continue;
        const places = (await replayOnStandIns(transcript, service)).flatMap(unlikenesses);
        for (const place of places) {
            const token = place.call.split(" ")[1] ?? "";
            const own = met.get(token) ?? new Set<number>();
            met.set(token, own);
            for (const [at, difference] of differences.entries()) if (difference.applies(place)) own.add(at);
        }
    }
    return met;
}
