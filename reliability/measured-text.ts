import type { PartResult, Results } from "./results.ts";
import { shownCount } from "./results-text.ts";

/** What full runs came to, as Markdown: a table of the parts, then what did not end as it has to. */
export function measuredText(results: Results): string {
    const full = Object.entries(results)
        .flatMap(([part, { full }]) => (full === undefined ? [] : [[part, full] as const]))
        .sort(([one], [other]) => one.localeCompare(other));
    const failures = full.flatMap(([part, result]) => result.failures.map((failure) => `- \`${part}\`: ${failure}`));
    return [
        "| Part | When, of which commit, how long, on what | Came of it |",
        "| --- | --- | --- |",
        ...full.map(([part, result]) => `| \`${part}\` | ${about(result)} | ${counts(result)} |`),
        "",
        ...(failures.length === 0
            ? ["Everything ended as it has to."]
            : ["What did not end as it has to:", "", ...failures]),
    ].join("\n");
}

function about({ commit, cores, cpu, date, node, seconds }: PartResult): string {
    return `${date.slice(0, 10)}, ${commit}, ${duration(seconds)}, ${cores} cores (${cpu}), Node ${node.replace("v", "")}`;
}

function duration(seconds: number): string {
    return seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}

function counts({ counts }: PartResult): string {
    return Object.entries(counts)
        .map(([name, count]) => `${name}: ${shownCount(count)}`)
        .join("<br>");
}
