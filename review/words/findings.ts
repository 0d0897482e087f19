import type { Finding } from "../report.ts";

/** The weights of findings, the worst first, with the word that marks each. */
const weights: readonly { readonly weight: Finding["weight"]; readonly word: string }[] = [
    { weight: "loss", word: "Lost" },
    { weight: "wider", word: "More access" },
    { weight: "narrower", word: "Less access" },
    { weight: "notice", word: "Users notice" },
    { weight: "neutral", word: "Note" },
];

/** Findings, the worst first; within a weight as they came. */
export function worstFindingsFirst(findings: readonly Finding[]): Finding[] {
    return weights.flatMap(({ weight }) => findings.filter((finding) => finding.weight === weight));
}

/** The word in front of a finding: no colour or picture is needed to understand it. */
export function weightWord(weight: Finding["weight"]): string {
    return weights.find((one) => one.weight === weight)?.word ?? weight;
}
