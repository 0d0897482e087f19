import type { Phrase } from "../phrase.ts";
import type { ChangeReport, Finding, StackReport } from "../report.ts";
import { numbered, plural } from "./counts.ts";
import { consequences, worstIdentitiesFirst } from "./identities.ts";

/** What a stack's change comes to, in one line without the stack's name: `1 connection is replaced — its users are deleted`. */
export function headline(stack: StackReport): Phrase {
    if (stack.outcome === "failed") return ["cannot be reviewed: the preview failed"];
    const unread = stack.unreadable.length === 0 ? [] : [", and not all of it is understood"];
    return [
        ...refusal(stack),
        ...(stack.operation === "destroy" ? ["the stack is destroyed; "] : []),
        ...body(stack),
        ...unread,
    ];
}

/** How bad a stack's change is, the worst lowest. */
export function severity(stack: StackReport): number {
    return severities.findIndex((applies) => applies(stack));
}

const severities: readonly ((stack: StackReport) => boolean)[] = [
    ({ outcome }) => outcome === "failed",
    ({ outcome }) => outcome === "refused",
    (stack) => lossesOf(stack) > 0,
    ({ unreadable }) => unreadable.length > 0,
    ({ changes }) => changes.length > 0,
    () => true,
];

/** Whether a stack's change is one to stop at. */
export function isAlarming(stack: StackReport): boolean {
    return stack.outcome !== "foreseen" || lossesOf(stack) > 0 || stack.unreadable.length > 0;
}

/** The stacks of a report, the worst first; equals as they came. */
export function worstStacksFirst(stacks: readonly StackReport[]): StackReport[] {
    return stacks.toSorted((a, b) => severity(a) - severity(b));
}

/** Number of things that this change takes away for good: the findings that say so, or else the identities themselves. */
export function lossesOf({ findings, changes }: StackReport): number {
    const found = findings.filter(({ weight }) => weight === "loss").length;
    return Math.max(found, changes.filter(takesAway).length);
}

function refusal({ outcome, policies, errors }: StackReport): Phrase {
    if (outcome !== "refused") return [];
    const count = new Set(policies.filter(({ level }) => level === "mandatory").map(({ rule }) => rule)).size;
    if (count > 0) return [`refused by ${plural(count, "policy", "policies")}; `];
    return [errors.length === 0 ? "refused; " : `refused with ${plural(errors.length, "error")}; `];
}

function body(stack: StackReport): Phrase {
    const taken = stack.changes.filter(takesAway);
    if (taken.length > 0) return takenAway(taken);
    if (stack.changes.length === 0) return ["no changes"];
    return [plural(stack.changes.length, "change"), access(stack)];
}

function takesAway({ risk, operation }: ChangeReport): boolean {
    return risk === "identity" && (operation === "replace" || operation === "delete");
}

/** More kinds than this, beside the worst, are told by their number. */
const mostKinds = 4;

/** `1 connection is replaced — its users are deleted; deleted too: 2 clients, 1 API`. */
function takenAway(changes: readonly ChangeReport[]): Phrase {
    const byKind = Map.groupBy(worstIdentitiesFirst(changes), (one) => `${one.operation}\n${one.kind}`);
    const [worst = [], ...others] = byKind.values();
    const { kind = "", operation } = worst[0] ?? {};
    const [ofOne, ofMany] = consequences.get(kind) ?? [];
    const [verb, consequence] = worst.length === 1 ? ["is", ofOne] : ["are", ofMany];
    const told = [...Map.groupBy(others.slice(0, mostKinds), ([one]) => one?.operation)].map(
        ([operation, kinds]) => `; ${taken(operation)} too: ${kinds.map(countedKind).join(", ")}`,
    );
    const rest = others.slice(mostKinds).flat().length;
    return [
        `${countedKind(worst)} ${verb} ${taken(operation)}`,
        ...(consequence === undefined ? [] : [` — ${consequence}`]),
        ...told,
        ...(rest === 0 ? [] : [`; and ${numbered(rest)} more`]),
    ];
}

function taken(operation: ChangeReport["operation"] | undefined): string {
    return operation === "replace" ? "replaced" : "deleted";
}

function countedKind(changes: readonly ChangeReport[]): string {
    return plural(changes.length, changes[0]?.kind ?? "");
}

/** Who gains or loses access; nothing is claimed where a change could do either and no finding tells. */
function access({ findings, changes }: StackReport): string {
    const has = (weight: Finding["weight"]) => findings.some((finding) => finding.weight === weight);
    if (has("loss")) return ", some of it cannot be undone";
    if (has("wider") && has("narrower")) return ", access gets wider in one place and narrower in another";
    if (has("wider")) return ", access gets wider";
    if (has("narrower")) return ", access gets narrower";
    const unknown = changes.filter(({ risk }) => risk === "unknown").length;
    if (unknown > 0) return `, ${numbered(unknown)} unknown to this report`;
    return changes.some(({ risk }) => risk === "access" || risk === "identity") ? "" : ", nobody gains or loses access";
}
