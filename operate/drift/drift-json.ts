import type { Phrase } from "../../review/phrase.ts";
import { type DriftReport, outcomeOf } from "./drift-report.ts";

/** A report for programs, with the same words; `world` is where it was looked. */
export function driftJson(report: DriftReport, world: "real" | "sandbox"): object {
    const { around, changed, failures, hidden, project, stack } = report;
    return {
        stack,
        project,
        world,
        outcome: outcomeOf(report),
        changed: changed.map(({ mend, ...resource }) => ({ ...resource, mend: words(mend) })),
        hidden,
        around: around.map(({ found, kind, outcome, why }) => ({
            kind: kind.id,
            at: kind.at,
            about: kind.about,
            outcome,
            ...(why === undefined ? {} : { why }),
            found: found.map(({ evidence, mend, text }) => ({
                text: words(text),
                evidence: evidence.map(words),
                mend: words(mend),
            })),
        })),
        failures,
    };
}

function words(phrase: Phrase): string {
    return phrase.map((part) => (typeof part === "string" ? part : part.value)).join("");
}
