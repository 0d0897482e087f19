import type { Phrase } from "../phrase.ts";
import { type ChangeReport, type PropertyReport, type RiskId, risks, type StackReport } from "../report.ts";
import { barePartsText, withoutBareParts } from "../words/bare-parts.ts";
import { operationWord, plural } from "../words/counts.ts";
import { worstIdentitiesFirst } from "../words/identities.ts";
import { replacementOrder } from "../words/replacement-order.ts";
import { visible } from "../words/visible.ts";
import type { Line } from "./line.ts";
import { plain, plainValue } from "./plain.ts";

/** The changes of some risks, each risk under its own heading. */
export function changeLines({ changes }: StackReport, ids: readonly RiskId[]): Line[] {
    return risks
        .filter(({ id }) => ids.includes(id))
        .flatMap(({ id, title }) => {
            const ofRisk = changes.filter(({ risk }) => risk === id);
            const [own, bare] = withoutBareParts(id === "identity" ? worstIdentitiesFirst(ofRisk) : ofRisk);
            if (own.length + bare === 0) return [];
            return [
                { text: "" },
                { text: title, style: "heading" as const },
                ...own.flatMap(linesOf),
                ...bareLine(bare),
            ];
        });
}

function bareLine(count: number): Line[] {
    return count === 0 ? [] : [{ depth: 1, style: "quiet", text: barePartsText(count) }];
}

function linesOf(change: ChangeReport): Line[] {
    const { operation, kind, name, reasons, summary, properties } = change;
    const what = `${visible(kind)} ${plainValue(name)}${replacementOrder(change)}`;
    return [
        {
            depth: 1,
            mark: operationWord(operation),
            style: operation === "delete" || operation === "replace" ? "bad" : "heading",
            text: summary.length === 0 ? what : `${what}: ${plain(summary)}`,
        },
        ...reasons.map((reason) => ({ depth: 2, text: `because ${plain(reason)}` })),
        ...propertyLines(operation, properties),
    ];
}

/** What a new or a deleted resource consists of is in the full report. */
function propertyLines(operation: ChangeReport["operation"], properties: readonly PropertyReport[]): Line[] {
    if (properties.length === 0) return [];
    if (operation === "create" || operation === "delete") {
        return [{ depth: 2, style: "quiet", text: plural(properties.length, "property", "properties") }];
    }
    return properties.map(({ path, before, after, replaces }) => ({
        depth: 2,
        text: `${plainValue(path)}: ${shown(before)} → ${shown(after)}${replaces ? " (replaces it)" : ""}`,
    }));
}

function shown(value: Phrase | undefined): string {
    return value === undefined || value.length === 0 ? "not set" : plain(value);
}
