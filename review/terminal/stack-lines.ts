import type { PolicyReport, Report, StackReport } from "../report.ts";
import { closing, hiddenText } from "../words/closing.ts";
import { plural } from "../words/counts.ts";
import { weightWord, worstFindingsFirst } from "../words/findings.ts";
import { headline, isAlarming } from "../words/headline.ts";
import { nameOf } from "../words/name-of.ts";
import { notesTitle, origin } from "../words/origin.ts";
import { checkCommand } from "../words/review-command.ts";
import { visible, visibleLines } from "../words/visible.ts";
import { changeLines } from "./change-lines.ts";
import type { Line } from "./line.ts";
import { plain, plainValue } from "./plain.ts";

/** One stack's part of a report, the worst first. */
export function stackLines(stack: StackReport, world: Report["world"]): Line[] {
    const { errors, notes, warnings, policies, unreadable } = stack;
    const refusing = policies.filter(({ level }) => level === "mandatory");
    const advising = policies.filter(({ level }) => level !== "mandatory");
    return [
        ...head(stack, world),
        ...part(plural(errors.length, "error"), errors.flatMap(messageLines)),
        ...part("What it means", findingLines(stack)),
        ...changeLines(stack, ["identity"]),
        ...part("Refused by policies", ruleLines(refusing)),
        ...part("Not understood", unreadable.map(sentenceLine)),
        ...part("Warning: credentials in the state, readable by whoever reads it", credentialLines(stack)),
        ...changeLines(stack, ["access", "secret", "setting", "unknown"]),
        ...part("Advice of policies", ruleLines(advising)),
        ...part(notesTitle, notes.map(sentenceLine)),
        ...part("Warnings of the engine", warnings.flatMap(messageLines)),
        ...foot(stack, world),
    ];
}

function head(stack: StackReport, world: Report["world"]): Line[] {
    return [
        {
            text: `${plainValue(stack.stack)}: ${plain(headline(stack))}`,
            style: isAlarming(stack) ? "bad" : "heading",
        },
        { text: visible(origin(stack, world)), style: "quiet" },
    ];
}

const weightStyles = { loss: "bad", wider: "care", narrower: "care", notice: "care", neutral: "quiet" } as const;

function findingLines({ findings }: StackReport): Line[] {
    return worstFindingsFirst(findings).map(({ weight, text }) => ({
        depth: 1,
        mark: `${weightWord(weight)}:`,
        style: weightStyles[weight],
        text: plain(text),
    }));
}

function ruleLines(policies: readonly PolicyReport[]): Line[] {
    return [...Map.groupBy(policies, ({ rule }) => rule)].flatMap(([rule, verdicts]): Line[] => [
        { depth: 1, text: `${plainValue(rule)}: ${visible(verdicts[0]?.purpose ?? "")}` },
        ...verdicts.flatMap(({ urn, problems }) =>
            problems.map((problem): Line => {
                const text = visible(problem);
                return urn === undefined
                    ? { depth: 2, text }
                    : { depth: 2, text, mark: `${plainValue(nameOf(urn))}:`, style: "care" };
            }),
        ),
    ]);
}

function credentialLines({ credentials }: StackReport): Line[] {
    return credentials.map(({ urn, path, why }) => ({
        depth: 1,
        text: `${plainValue(path)} of ${plainValue(nameOf(urn))}: ${visible(why)}`,
    }));
}

function sentenceLine(sentence: string): Line {
    return { depth: 1, text: visible(sentence) };
}

function messageLines(message: string): Line[] {
    return visibleLines(message).map((text) => ({ depth: 1, text }));
}

function foot(stack: StackReport, world: Report["world"]): Line[] {
    const command = checkCommand(stack, world);
    return [
        { text: "" },
        ...hiddenText(stack).map((text) => ({ text, style: "quiet" }) as const),
        { text: closing(stack) },
        ...(command === undefined ? [] : [{ depth: 1, text: visible(command) }]),
    ];
}

/** Lines under a heading; nothing where there are none. */
function part(heading: string, lines: readonly Line[]): Line[] {
    return lines.length === 0 ? [] : [{ text: "" }, { text: heading, style: "heading" }, ...lines];
}
