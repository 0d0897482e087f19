import type { PolicyReport, Report, StackReport } from "../report.ts";
import { plural } from "../words/counts.ts";
import { weightWord, worstFindingsFirst } from "../words/findings.ts";
import { headline } from "../words/headline.ts";
import { nameOf } from "../words/name-of.ts";
import { origin } from "../words/origin.ts";
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
        ...warnings(stack),
        foot(stack),
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
    return some("first", "### Refused by policies", refusing.map(policyItem), ["refusal", "refusals"]);
}

function policyItem({ rule, urn, purpose, problems }: PolicyReport): string {
    return [
        `- ${code(rule)}${urn === undefined ? "" : ` on ${code(nameOf(urn))}`}: ${prose(purpose)}`,
        ...problems.map((problem) => `  - **wrong:** ${prose(problem)}`),
    ].join("\n");
}

/** What keeps a reviewer from relying on the report or the state. */
function doubts({ unreadable, credentials }: StackReport): Section[] {
    return [
        ...some(
            "first",
            "### Could not be read",
            unreadable.map((sentence) => `- ${prose(sentence)}`),
            ["thing that could not be read", "things that could not be read"],
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
    const own = policies.filter(({ level }) => level !== "mandatory");
    const noun = ["advice of policies", "pieces of advice of policies"] as const;
    return some("fold", "", own.map(policyItem), noun, "\n", plural(own.length, ...noun));
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

function warnings({ warnings }: StackReport): Section[] {
    const noun = ["warning of the engine", "warnings of the engine"] as const;
    const items = warnings.map((warning) => fence(warning, "text"));
    return some("fold", "", items, noun, "\n\n", plural(warnings.length, ...noun));
}

function foot(stack: StackReport): Section {
    const { hidden } = stack;
    const noise =
        hidden === 0 ? [] : [`Hidden: ${plural(hidden, "difference that is none", "differences that are none")}.`];
    const command = checkCommand(stack);
    return command === undefined
        ? must(...noise, "There is nothing to approve here: mend it, and review it again.")
        : must(...noise, "Before deploying, check that this is still what would happen:", fence(command, "sh"));
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
