import { joined, type Phrase } from "../phrase.ts";
import { type ChangeReport, risks, type StackReport } from "../report.ts";
import { barePartsText, withoutBareParts } from "../words/bare-parts.ts";
import { operationWord, plural } from "../words/counts.ts";
import { worstIdentitiesFirst } from "../words/identities.ts";
import { replacementOrder } from "../words/replacement-order.ts";
import { cell, code, codeElement, inline, prose } from "./escape.ts";
import type { Section } from "./section.ts";

/** More changes of one risk than this are folded: a list that nobody reads hides what stands below it. */
const mostShown = 20;

/** What is deleted or replaced with all that it takes along: on the first screen, never folded. */
export function identitySections({ changes }: StackReport): Section[] {
    const own = worstIdentitiesFirst(changes.filter(({ risk }) => risk === "identity"));
    if (own.length === 0) return [];
    return [
        {
            rank: "first",
            lead: `### ${risks[0].title}`,
            items: own.map(identityItem),
            between: "\n",
            noun: ["change", "changes"],
        },
        ...propertySections(own),
    ];
}

/** The other changes by risk, a line each, with their properties in a folded table. */
export function otherChangeSections({ changes }: StackReport): Section[] {
    return risks.slice(1).flatMap(({ id, title }) => {
        const [own, bare] = withoutBareParts(changes.filter(({ risk }) => risk === id));
        if (own.length + bare === 0) return [];
        const list = { between: "\n", noun: ["change", "changes"] } as const;
        const [shown, more] = [own.slice(0, mostShown), own.slice(mostShown)];
        return [
            {
                rank: "detail",
                lead: `### ${title}`,
                items: [...shown.map(changeItem), ...bareItem(bare)],
                ...list,
            } as const,
            ...(more.length === 0
                ? []
                : [
                      {
                          rank: "fold",
                          lead: "",
                          items: more.map(changeItem),
                          ...list,
                          fold: `${plural(more.length, "more change")}`,
                      } as const,
                  ]),
            ...propertySections(own),
        ];
    });
}

function bareItem(count: number): string[] {
    return count === 0 ? [] : [`- ${barePartsText(count)}`];
}

function changeItem(change: ChangeReport): string {
    const { risk, type, reasons } = change;
    const typed = risk === "unknown" ? ` (${code(type)})` : "";
    const because = reasons.length === 0 ? [] : [`  - because ${inline(joined(reasons, "; "))}`];
    return [`- ${named(change)}${typed}${replacementOrder(change)}${colon(change.summary)}`, ...because].join("\n");
}

function named({ operation, kind, name }: ChangeReport): string {
    return `**${operationWord(operation)}** ${prose(kind)} ${code(name)}`;
}

function identityItem(change: ChangeReport): string {
    const { reasons, summary, properties } = change;
    const asking = properties.filter(({ replaces }) => replaces);
    const others = properties.filter(({ replaces }) => !replaces);
    return [
        `- ${named(change)}${replacementOrder(change)}${colon(summary)}`,
        ...reasons.map((reason) => `  - because ${inline(reason)}`),
        ...asking.map(
            ({ path, before, after }) =>
                `  - ${code(path)} asks for it: ${shown(before, "not set")} → ${shown(after, "not set")}`,
        ),
        ...(others.length === 0 ? [] : [`  - also differs: ${others.map(({ path }) => code(path)).join(", ")}`]),
    ].join("\n");
}

function propertySections(changes: readonly ChangeReport[]): Section[] {
    const rows = changes.flatMap(propertyRows);
    if (rows.length === 0) return [];
    return [
        {
            rank: "fold",
            lead: "| Resource | Property | Before | After |\n| --- | --- | --- | --- |",
            items: rows,
            between: "\n",
            noun: ["property", "properties"],
            fold: tableTitle(changes.flatMap(({ properties }) => properties.map(({ path }) => path))),
        },
    ];
}

/** More names than this are not told before somebody opens the table. */
const mostNames = 4;

function tableTitle(paths: readonly string[]): string {
    const count = plural(paths.length, "property", "properties");
    const names = [...new Set(paths)].map(codeElement);
    return names.length > mostNames ? `${count} in detail` : `${count} in detail: ${names.join(", ")}`;
}

/** The resource is named in the first of its rows only. */
function propertyRows({ kind, name, properties }: ChangeReport): string[] {
    return properties.map(({ path, before, after, replaces }, index) =>
        [
            "",
            index === 0 ? ` ${cell(`${prose(kind)} ${code(name)}`)} ` : " ",
            ` ${cell(code(path))}${replaces ? " (replaces it)" : ""} `,
            ` ${cell(shown(before, "—"))} `,
            ` ${cell(shown(after, "—"))} `,
            "",
        ].join("|"),
    );
}

function shown(value: Phrase | undefined, absent: string): string {
    return value === undefined || value.length === 0 ? absent : inline(value);
}

function colon(summary: Phrase): string {
    return summary.length === 0 ? "" : `: ${inline(summary)}`;
}
