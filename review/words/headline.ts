import { joined, type Phrase } from "../phrase.ts";
import type { ChangeReport, Finding, StackReport } from "../report.ts";
import { numbered, plural } from "./counts.ts";

/** What a stack's change comes to, in one line without the stack's name: `1 connection is replaced — its users are deleted`. */
export function headline(stack: StackReport): Phrase {
    if (stack.outcome === "failed") return ["cannot be reviewed: the preview failed"];
    const unread = stack.unreadable.length === 0 ? [] : [", and not all of it could be read"];
    return [
        ...refusal(stack),
        ...(stack.operation === "destroy" ? ["the stack is destroyed; "] : []),
        ...body(stack),
        ...unread,
    ];
}

/** How bad a stack's change is, the worst lowest: what could not be previewed, is refused, loses something, changes, does not. */
export function severity(stack: StackReport): number {
    if (stack.outcome === "failed" || stack.unreadable.length > 0) return 0;
    if (stack.outcome === "refused") return 1;
    if (lossesOf(stack) > 0) return 2;
    return stack.changes.length > 0 ? 3 : 4;
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

function refusal({ outcome, policies }: StackReport): Phrase {
    if (outcome !== "refused") return [];
    const count = new Set(policies.filter(({ level }) => level === "mandatory").map(({ rule }) => rule)).size;
    return [count === 0 ? "refused; " : `refused by ${plural(count, "policy", "policies")}; `];
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

/** What goes with an identity, by its kind. */
const consequences = new Map<string, readonly [ofOne: string, ofMany: string]>([
    ["connection", ["its users are deleted", "their users are deleted"]],
    ["app registration", ["its client id and consent are lost", "their client ids and consent are lost"]],
    ["client", ["its client id is lost", "their client ids are lost"]],
]);

/** More kinds than this are told by their number. */
const mostKinds = 3;

function takenAway(changes: readonly ChangeReport[]): Phrase {
    const kinds = [...Map.groupBy(changes, ({ kind, operation }) => `${operation}\n${kind}`).values()].sort(
        ([a], [b]) => rankOf(a) - rankOf(b),
    );
    const rest = kinds.slice(mostKinds).flat().length;
    const told = kinds.slice(0, mostKinds).map((ofKind, index) => takenKind(ofKind, index === 0));
    return joined(rest === 0 ? told : [...told, [`${numbered(rest)} more ${isOrAre(rest)} taken away`]], ", ");
}

function rankOf(change: ChangeReport | undefined): number {
    const rank = [...consequences.keys()].indexOf(change?.kind ?? "");
    return rank === -1 ? consequences.size : rank;
}

/** The worst kind is told with what goes with it. */
function takenKind(changes: readonly ChangeReport[], isWorst: boolean): Phrase {
    const { kind = "", operation } = changes[0] ?? {};
    const count = changes.length;
    const verb = operation === "replace" ? "replaced" : "deleted";
    const [ofOne, ofMany] = (isWorst ? consequences.get(kind) : undefined) ?? [];
    const consequence = count === 1 ? ofOne : ofMany;
    return [
        `${numbered(count)} ${kind}${count === 1 ? "" : "s"} ${isOrAre(count)} ${verb}`,
        ...(consequence === undefined ? [] : [` — ${consequence}`]),
    ];
}

function isOrAre(count: number): string {
    return count === 1 ? "is" : "are";
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
