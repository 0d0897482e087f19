import { type Finding, weights } from "../report.ts";

const words: Readonly<Record<Finding["weight"], string>> = {
    loss: "Lost",
    wider: "More access",
    narrower: "Less access",
    notice: "Users notice",
    neutral: "Note",
};

/** Findings, the worst first; within a weight as they came. */
export function worstFindingsFirst(findings: readonly Finding[]): Finding[] {
    return weights.flatMap((weight) => findings.filter((finding) => finding.weight === weight));
}

/** The word in front of a finding: no colour or picture is needed to understand it. */
export function weightWord(weight: Finding["weight"]): string {
    return words[weight];
}
