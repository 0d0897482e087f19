import type { PolicyReport, Report, StackReport } from "../report.ts";
import { plural } from "../words/counts.ts";
import { weightWord, worstFindingsFirst } from "../words/findings.ts";
import { headline, severity } from "../words/headline.ts";
import { nameOf } from "../words/name-of.ts";
import { origin } from "../words/origin.ts";
import { checkCommand } from "../words/review-command.ts";
import { visible, visibleLines } from "../words/visible.ts";
import { changeLines } from "./change-lines.ts";
import type { Line } from "./line.ts";
import { plain, plainValue } from "./plain.ts";

/** One stack's part of a report, the worst first. */
export function stackLines(stack: StackReport, world: Report["world"]): Line[] {
    const { errors, warnings, policies, unreadable } = stack;
    const refusing = policies.filter(({ level }) => level === "mandatory");
    const advising = policies.filter(({ level }) => level !== "mandatory");
    return [
        ...head(stack, world),
        ...part(plural(errors.length, "error"), errors.flatMap(messageLines)),
        ...part("What it means", findingLines(stack)),
        ...changeLines(stack, ["identity"]),
        ...part("Refused by policies", refusing.flatMap(policyLines)),
        ...part(
            "Could not be read",
            unreadable.map((text) => ({ depth: 1, text: visible(text) })),
        ),
        ...part("Warning: credentials in the state, readable by whoever reads it", credentialLines(stack)),
        ...changeLines(stack, ["access", "secret", "setting", "unknown"]),
        ...part("Advice of policies", advising.flatMap(policyLines)),
        ...part("Warnings of the engine", warnings.flatMap(messageLines)),
        ...foot(stack),
    ];
}

function head(stack: StackReport, world: Report["world"]): Line[] {
    return [
        {
            text: `${plainValue(stack.stack)}: ${plain(headline(stack))}`,
            style: severity(stack) < 3 ? "bad" : "heading",
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

function policyLines({ rule, urn, purpose, problems }: PolicyReport): Line[] {
    const where = urn === undefined ? "" : ` on ${plainValue(nameOf(urn))}`;
    return [
        { depth: 1, text: `${plainValue(rule)}${where}: ${visible(purpose)}` },
        ...problems.map((problem): Line => ({ depth: 2, mark: "wrong:", style: "care", text: visible(problem) })),
    ];
}

function credentialLines({ credentials }: StackReport): Line[] {
    return credentials.map(({ urn, path, why }) => ({
        depth: 1,
        text: `${plainValue(path)} of ${plainValue(nameOf(urn))}: ${visible(why)}`,
    }));
}

function messageLines(message: string): Line[] {
    return visibleLines(message).map((text) => ({ depth: 1, text }));
}

function foot(stack: StackReport): Line[] {
    const { hidden } = stack;
    const command = checkCommand(stack);
    const noise =
        hidden === 0 ? "" : `Hidden: ${plural(hidden, "difference that is none", "differences that are none")}.`;
    return [
        { text: "" },
        ...(noise === "" ? [] : [{ text: noise, style: "quiet" } as const]),
        ...(command === undefined
            ? [{ text: "There is nothing to approve here: mend it, and review it again." }]
            : [
                  { text: "Before deploying, check that this is still what would happen:" },
                  { depth: 1, text: visible(command) },
              ]),
    ];
}

/** Lines under a heading; nothing where there are none. */
function part(heading: string, lines: readonly Line[]): Line[] {
    return lines.length === 0 ? [] : [{ text: "" }, { text: heading, style: "heading" }, ...lines];
}
