import type { Phrase } from "../../review/phrase.ts";
import { plain } from "../../review/terminal/plain.ts";
import { visible, visibleLines } from "../../review/words/visible.ts";
import { type DriftReport, type LookedFor, scopeOfReport } from "./drift-report.ts";
import { counted, propertyWords, resourceWords, services, verdictWords } from "./drift-words.ts";

/** A report as a person reads it in a terminal. */
export function driftText(report: DriftReport): string {
    const { around, changed, failures, hidden } = report;
    const sections = [
        changed.length === 0 ? [] : ["What the state knows, and is otherwise now:", ...changed.flatMap(changedLines)],
        aroundLines(around),
        failures.length === 0
            ? []
            : ["The state could not be compared with the clouds:", ...failures.flatMap(visibleLines).map(indented)],
        blindLines(around),
        leftOutLines(around),
        hidden === 0 ? [] : [`${counted(hidden, "difference")} that the providers list and that are none: not shown.`],
        around.some(({ outcome }) => outcome === "found") ? [scopeOfReport] : [],
        [plain(verdictWords(report))],
    ];
    return sections
        .filter((lines) => lines.length > 0)
        .map((lines) => lines.join("\n"))
        .join("\n\n");
}

function changedLines(resource: DriftReport["changed"][number]): string[] {
    return [
        `  ${resource.what === "gone" ? "-" : "~"} ${plain(resourceWords(resource))}`,
        ...resource.differences.map((one) => `      ${plain(propertyWords(one))}`),
        `    → ${remedy(resource.mend)}`,
    ];
}

function aroundLines(around: readonly LookedFor[]): string[] {
    const lines = services.flatMap(({ at, name }) => {
        const found = around.filter(({ kind }) => kind.at === at).flatMap((row) => row.found);
        if (found.length === 0) return [];
        return [
            `  at ${name}`,
            ...found.flatMap(({ evidence, mend, text }) => [
                `  + ${plain(text)}`,
                `      ${evidence.map(plain).join("; ")}`,
                `    → ${remedy(mend)}`,
            ]),
        ];
    });
    return lines.length === 0 ? [] : ["What is around the stack, and not in its state:", ...lines];
}

function blindLines(around: readonly LookedFor[]): string[] {
    const blind = around.filter(({ outcome }) => outcome === "not looked at");
    if (blind.length === 0) return [];
    return [
        "Not looked at:",
        ...blind.flatMap(({ kind, why = "" }) => [
            `  – ${kind.about} (${kind.id})`,
            `      ${visibleLines(why).join(" ")}`,
        ]),
    ];
}

function leftOutLines(around: readonly LookedFor[]): string[] {
    const names = around.filter(({ outcome }) => outcome === "left out").map(({ kind }) => kind.id);
    return names.length === 0 ? [] : [`Left out, as asked: ${names.join(", ")}.`];
}

/** Commands in it are to be copied, so that they stand without quotes. */
function remedy(mend: Phrase): string {
    return mend.map((part) => visible(typeof part === "string" ? part : part.value)).join("");
}

function indented(line: string): string {
    return `  ${line}`;
}
