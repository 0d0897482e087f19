import type { PolicyReport, Report, StackReport } from "../report.ts";
import { closing, hiddenText } from "../words/closing.ts";
import { plural } from "../words/counts.ts";
import { weightWord, worstFindingsFirst } from "../words/findings.ts";
import { headline } from "../words/headline.ts";
import { nameOf } from "../words/name-of.ts";
import { notesTitle, origin } from "../words/origin.ts";
import { checkCommand } from "../words/review-command.ts";
import { identitySections, otherChangeSections } from "./change-sections.ts";
import { code, fence, inline, prose } from "./escape.ts";
import type { Section } from "./section.ts";

/** One stack's part of a report, the worst first. */
export function stackSections(stack: StackReport, world: Report["world"]): Section[] {
    return [
        head(stack, world),
        ...errors(stack),
        ...findings(stack),
        ...identitySections(stack),
        ...refusals(stack),
        ...doubts(stack),
        ...otherChangeSections(stack),
        ...advice(stack),
        ...diagram(stack),
        ...notes(stack),
        ...warnings(stack),
        foot(stack, world),
    ];
}

function head(stack: StackReport, world: Report["world"]): Section {
    return must(`## ${prose(stack.stack)}: ${inline(headline(stack))}`, prose(origin(stack, world)));
}

function errors({ errors }: StackReport): Section[] {
    const noun = ["error", "errors"] as const;
    return some(
        "first",
        `### ${plural(errors.length, ...noun)}`,
        errors.map((error) => fence(error, "text")),
        noun,
        "\n\n",
    );
}

function findings({ findings }: StackReport): Section[] {
    const items = worstFindingsFirst(findings).map(
        ({ weight, text }) => `- **${weightWord(weight)}:** ${inline(text)}`,
    );
    return some("first", "### What it means", items, ["finding", "findings"]);
}

function refusals({ policies }: StackReport): Section[] {
    const refusing = policies.filter(({ level }) => level === "mandatory");
    return some("first", "### Refused by policies", ruleItems(refusing), ["policy", "policies"]);
}

/** What each rule is for, and what is wrong where. */
function ruleItems(policies: readonly PolicyReport[]): string[] {
    return [...Map.groupBy(policies, ({ rule }) => rule)].map(([rule, verdicts]) =>
        [
            `- ${code(rule)}: ${prose(verdicts[0]?.purpose ?? "")}`,
            ...verdicts.flatMap(({ urn, problems }) =>
                problems.map(
                    (problem) =>
                        `  - **${urn === undefined ? "wrong" : "on"}**${urn === undefined ? "" : ` ${code(nameOf(urn))}`}: ${prose(problem)}`,
                ),
            ),
        ].join("\n"),
    );
}

/** What keeps a reviewer from relying on the report or the state. */
function doubts({ unreadable, credentials }: StackReport): Section[] {
    return [
        ...some(
            "first",
            "### Not understood",
            unreadable.map((sentence) => `- ${prose(sentence)}`),
            ["thing that is not understood", "things that are not understood"],
        ),
        ...some(
            "first",
            "### Warning: credentials in the state, readable by whoever reads it",
            credentials.map(({ urn, path, why }) => `- ${code(path)} of ${code(nameOf(urn))}: ${prose(why)}`),
            ["credential", "credentials"],
        ),
    ];
}

function advice({ policies }: StackReport): Section[] {
    const items = ruleItems(policies.filter(({ level }) => level !== "mandatory"));
    const noun = ["advisory policy", "advisory policies"] as const;
    return some("fold", "", items, noun, "\n", `Advice of ${plural(items.length, "policy", "policies")}`);
}

/** A picture of more lines than this is folded: it would push away what stands below it. */
const mostDiagramLines = 24;

function diagram({ diagram }: StackReport): Section[] {
    if (diagram === undefined) return [];
    const title = "What it touches";
    const noun = ["diagram", "diagrams"] as const;
    const items = [fence(diagram, "mermaid")];
    return diagram.split("\n").length > mostDiagramLines
        ? some("fold", "", items, noun, "\n", title)
        : some("detail", `### ${title}`, items, noun);
}

function notes({ notes }: StackReport): Section[] {
    const items = notes.map((note) => `- ${prose(note)}`);
    return some("fold", "", items, ["note on this preview", "notes on this preview"], "\n", notesTitle);
}

function warnings({ warnings }: StackReport): Section[] {
    const noun = ["warning of the engine", "warnings of the engine"] as const;
    const items = warnings.map((warning) => fence(warning, "text"));
    return some("fold", "", items, noun, "\n\n", plural(warnings.length, ...noun));
}

function foot(stack: StackReport, world: Report["world"]): Section {
    const command = checkCommand(stack, world);
    return must(...hiddenText(stack), closing(stack), ...(command === undefined ? [] : [fence(command, "sh")]));
}

function must(...paragraphs: readonly string[]): Section {
    return { rank: "must", lead: paragraphs.join("\n\n"), items: [], between: "\n", noun: ["", ""] };
}

function some(
    rank: Section["rank"],
    lead: string,
    items: readonly string[],
    noun: Section["noun"],
    between: Section["between"] = "\n",
    fold?: string,
): Section[] {
    return items.length === 0 ? [] : [{ rank, lead, items, noun, between, ...(fold === undefined ? {} : { fold }) }];
}
