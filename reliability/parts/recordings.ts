import { readEngineTranscript, readServiceTranscript } from "../../contract/read-transcripts.ts";
import { scenarioFigures } from "../../contract/recorded-figures.ts";
import { scenarios } from "../../contract/scenarios.ts";
import { differenceText, replayScenario } from "../../contract/services/replay-scenario.ts";
import type { Figures, Part, PartRun } from "../part.ts";

/** Recorded conversations of the real providers, replayed on the stand-ins and on the services. */
export const recordings: Part = {
    name: "recordings",
    title: "Conversations of the real providers with the engine and the services, replayed on the stand-ins and on the services",
    figures: async ({ say }: PartRun): Promise<Figures> => {
        const counts = {
            scenarios: 0,
            "equal on stand-ins": 0,
            "equal on services": 0,
            "calls compared": 0,
            "exchanges compared": 0,
            "differences on purpose": 0,
        };
        const failures: string[] = [];
        for (const scenario of scenarios) {
            counts.scenarios += 1;
            const engine = readEngineTranscript(scenario.name);
            const service = readServiceTranscript(scenario.name);
            if (engine === undefined || service === undefined) {
                failures.push(`${scenario.name} is not recorded: npm run contract:record -- --only ${scenario.name}`);
                continue;
            }
            const onStandIns = await scenarioFigures(engine, service);
            const { differences } = await replayScenario(scenario, service);
            if (onStandIns.unlike.length === 0) counts["equal on stand-ins"] += 1;
            if (differences.length === 0) counts["equal on services"] += 1;
            counts["calls compared"] += onStandIns.calls;
            counts["exchanges compared"] += onStandIns.exchanges;
            counts["differences on purpose"] += onStandIns.onPurpose;
            failures.push(...onStandIns.unlike, ...differences.map(differenceText));
            if (counts.scenarios % 10 === 0) say(`${counts.scenarios} of ${scenarios.length} scenarios replayed`);
        }
        return { counts, failures };
    },
};
