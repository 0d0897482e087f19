import { code, fence, inline, prose } from "../../review/markdown/escape.ts";
import { type DriftReport, type LookedFor, scopeOfReport } from "./drift-report.ts";
import { counted, propertyWords, resourceWords, services, verdictWords } from "./drift-words.ts";

/** A report as Markdown, for an issue or a job's summary; what comes from outside stands in code spans. */
export function driftMarkdown(report: DriftReport): string {
    const { around, changed, failures, hidden, stack } = report;
    const blocks = [
        `## Drift of ${code(stack)}`,
        inline(verdictWords(report)),
        ...(changed.length === 0
            ? []
            : ["### Changed, or gone", changed.map((resource) => changedItem(resource)).join("\n")]),
        ...aroundBlocks(around),
        ...(failures.length === 0 ? [] : ["### The state could not be compared", fence(failures.join("\n"), "text")]),
        ...notLookedAt(around),
        ...leftOut(around),
        ...(hidden === 0
            ? []
            : [`${counted(hidden, "difference")} that the providers list and that are none: not shown.`]),
        ...(around.some(({ outcome }) => outcome === "found") ? [scopeOfReport] : []),
    ];
    return `${blocks.join("\n\n")}\n`;
}

function changedItem(resource: DriftReport["changed"][number]): string {
    return [
        `- ${inline(resourceWords(resource))}`,
        ...resource.differences.map((one) => `  - ${inline(propertyWords(one))}`),
        `  - → ${inline(resource.mend)}`,
    ].join("\n");
}

function aroundBlocks(around: readonly LookedFor[]): string[] {
    return services.flatMap(({ at, name }) => {
        const found = around.filter(({ kind }) => kind.at === at).flatMap((row) => row.found);
        if (found.length === 0) return [];
        const items = found.flatMap(({ evidence, mend, text }) => [
            `- ${inline(text)}`,
            ...evidence.map((one) => `  - ${inline(one)}`),
            `  - → ${inline(mend)}`,
        ]);
        return [`### Around the stack, at ${name}`, items.join("\n")];
    });
}

function notLookedAt(around: readonly LookedFor[]): string[] {
    const blind = around.filter(({ outcome }) => outcome === "not looked at");
    if (blind.length === 0) return [];
    const items = blind.map(({ kind, why = "" }) => `- ${prose(kind.about)} (${code(kind.id)}): ${prose(why)}`);
    return ["### Not looked at", items.join("\n")];
}

function leftOut(around: readonly LookedFor[]): string[] {
    const ids = around.filter(({ outcome }) => outcome === "left out").map(({ kind }) => code(kind.id));
    return ids.length === 0 ? [] : [`Left out, as asked: ${ids.join(", ")}.`];
}
